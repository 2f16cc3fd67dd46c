import type { SplitLeaf } from '../language';
import type { Meaning, ScopeKind, Space } from './meaning';

/** What a node does to the names in it. */
export interface ScopeRule {
  /** It opens a scope; unless `names` says otherwise, names in it are references. */
  readonly scope?: ScopeKind;
  /** What names in it mean, until another rule says otherwise. */
  readonly names?: Meaning;
  /** What names in the siblings behind it mean, instead of what they inherit. */
  readonly following?: Meaning;
  /** The same for the siblings behind its parent. */
  readonly followingParent?: Meaning;
  /** It is read as if it stood outside of the innermost scope: a default value, in the function's own parameters. */
  readonly outside?: boolean;
  /** Names that are declared in it 'from' the statement are visible behind it. */
  readonly statement?: boolean;
  /** Only where names mean this from above. */
  readonly when?: Meaning;
  /** Only where a later sibling is of this type, or of this field: a body. */
  readonly before?: string;
  /** Only where the next sibling is: the `:=` behind a name. */
  readonly next?: string;
  /** The function around is one of a class that it does not stand in, `A::f`, and sees its members. */
  readonly ofClass?: boolean;
  /** Only the first such node of the innermost scope: the first `for` of a comprehension. */
  readonly first?: boolean;
}

/** A name's leaf. */
export interface LeafRule {
  readonly space?: Space;
  /** What it means where names mean a reference. */
  readonly reference?: Meaning;
  /** What it means wherever it stands. */
  readonly always?: Meaning;
}

/** What declares names and where, in one language: a file of its own in tables/ and a line in tables.ts. */
export interface ScopeTable {
  /** Ids of the languages of syntax/languages.ts that it serves. */
  readonly languages: readonly string[];
  /** Node types of names; a node that has children is one too, with all that is in it. */
  readonly names: Readonly<Record<string, LeafRule>>;
  /**
   * By node: 'type', 'parent>type', 'parent.field' or 'parent.field>type'. What the longer key says goes before
   * what the shorter says; of several rules of one key the first that applies is taken.
   */
  readonly rules: Readonly<Record<string, ScopeRule | readonly ScopeRule[]>>;
  /** Names in leaves that are directives to a compiler, by 'type' or 'parent>type'. */
  readonly directives?: Readonly<Record<string, SplitLeaf>>;
  /** Letter case means nothing. */
  readonly caseInsensitive?: boolean;
  /** What a class declares is not seen by the functions in it: Python. */
  readonly hidesClasses?: boolean;
  /** What modules in the text declare is seen where nothing else has the name: `use`, `using namespace`. */
  readonly usesModules?: boolean;
}
