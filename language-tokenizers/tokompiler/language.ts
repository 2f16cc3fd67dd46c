import type { NameClass } from './nameClass';

/**
 * What one occurrence says of its name. Beside the classes:
 * - 'called': a call or an array's element, which look alike; a function unless the name is an array's elsewhere,
 *   or a 'sliceable' one's;
 * - 'sliceable': a variable, of which a part looks like a call: Fortran's texts;
 * - 'mention': nothing; a variable unless other occurrences say more.
 */
export type Role = NameClass | 'called' | 'sliceable' | 'mention';

/** What a node hands down to all below it, until a node of another type does: 'call', 'parameters'. */
export type Kind = string;

/** The kind that nothing was said of, which the root has. */
export const NO_KIND: Kind = '';

/**
 * A kind that a node takes on, and its children with it; as an object, its first child and the others get
 * different ones: `int a[N]` has an array and a size. Without `first` that child inherits.
 */
export type KindRule = Kind | { readonly first?: Kind; readonly rest: Kind };

/** The role of a node, whatever its kind or by kind; for kinds without one there is '*', else it is no name. */
export type RoleRule = Role | Readonly<Record<Kind, Role | 'none'>>;

/** A part of a leaf that is a leaf of its own: UTF-16 range [start, end) in the leaf's text. */
export interface LeafPart {
  readonly start: number;
  readonly end: number;
  /** Of a name; other parts stay as they are. */
  readonly role?: Role;
}

/**
 * Takes a leaf's text apart; parts come in order, and blanks between them are layout. Undefined where the leaf is
 * to stay whole.
 */
export type SplitLeaf = (text: string) => readonly LeafPart[] | undefined;

export interface Fragment {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** How Tokompiler reads a family of languages: a file of its own in languages/ and a line in languages.ts. */
export interface TokompilerLanguage {
  /** Ids of the languages of syntax/languages.ts that these rules serve. */
  readonly languages: readonly string[];
  /**
   * Kinds by node type ("call_expression"), by parent's and node's type ("call>argument_list"), or by the parent's
   * field as well ("call.function>identifier"), the longest first; others inherit.
   */
  readonly kinds: Readonly<Record<string, KindRule>>;
  /**
   * Roles by named node type, with its parent's or not, as kinds are given. A node with a role is one leaf,
   * whatever it is made of. Nodes of other types are never replaced.
   */
  readonly roles: Readonly<Record<string, RoleRule>>;
  /** Nodes with a role, strings, that are no leaf but what they are made of where a child is of the given type. */
  readonly interpolated?: Readonly<Record<string, string>>;
  /** Other nodes that are one leaf although the grammar gives them children, as roles are given. */
  readonly whole?: readonly string[];
  /** Node types of comments. */
  readonly comments: readonly string[];
  /** Node types ("number_literal") or parent's and node's types whose leaves may be several. */
  readonly splits?: Readonly<Record<string, SplitLeaf>>;
  /** The same for text that the option `directives` takes apart. */
  readonly directives?: Readonly<Record<string, SplitLeaf>>;
  /**
   * Kinds that later children of an open node take on behind a node of a type: behind `dimension` all names of
   * the declaration are arrays.
   */
  readonly marks?: Readonly<
    Record<string, { readonly within: string | readonly string[]; readonly kind: Kind }>
  >;
  /**
   * What a line of text is that no leaf of the tree covers, without the blanks around it; a leaf by default.
   * `opensLine`: only blanks are before it on its line.
   */
  readonly gap?: (line: string, opensLine: boolean) => 'leaf' | 'comment' | 'layout';
  /** Tokens around those of a fragment, which is read as if it were in something whole. */
  readonly fragment?: Fragment;
  /** Letter case means nothing outside literals. */
  readonly caseInsensitive?: boolean;
  /** Rules that `faithful` takes instead, where the published tool has made another choice. */
  readonly faithful?: Partial<Pick<TokompilerLanguage, 'kinds' | 'roles' | 'splits' | 'marks'>>;
}
