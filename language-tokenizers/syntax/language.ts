import type { Node } from 'web-tree-sitter';
import type { UnitKind } from './unit';

/** How the functions of a language are found in its syntax trees. */
export interface FunctionRules {
  /** Node types that define a function; one without a body is a declaration and does not count. */
  readonly types: readonly string[];
  /** Parents that belong to the definition ("decorated_definition") when it is their only child of its type. */
  readonly wrappers: readonly string[];
  /** The node whose text is the function's name; undefined for one without a name, which is not reported. */
  name(definition: Node): Node | undefined;
  /** Whether the definition has a body; without this rule, whether its `body` field is there. */
  hasBody?(definition: Node): boolean;
}

/** One language: a file of its own in languages/ and a line in languages.ts. */
export interface SyntaxLanguage {
  /** Unique, stable: what the CLI prints and tests name. */
  readonly id: string;
  readonly name: string;
  /** VS Code language ids that this grammar serves. */
  readonly vscodeIds: readonly string[];
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Names of files that have no telling extension. */
  readonly fileNames?: readonly string[];
  /** Programs in a script's first line ("#!/usr/bin/env python3"), without path and version. */
  readonly interpreters?: readonly string[];
  /** Extensions of another language that are this one's when the text shows it. */
  readonly claims?: { readonly extensions: readonly string[]; test(text: string): boolean };
  /** File of dist/assets. */
  readonly grammar: string;
  /** The package the grammar comes from, and its licence. */
  readonly source: string;
  /**
   * What the generic rules of kinds.ts get wrong or cannot know, by node type ("ellipsis") or by parent and
   * node type ("class_definition>identifier").
   */
  readonly kinds?: Readonly<Record<string, UnitKind>>;
  /** Kinds that hang on the text, by node type, where they do: SQL has one type for strings and numbers. */
  readonly kindsByText?: Readonly<Record<string, (text: string) => UnitKind | undefined>>;
  /**
   * The text as the parser is to read it where the grammar knows another layout only: of the same length, with
   * spaces for what the parser must not see, which becomes gaps.
   */
  readonly parserText?: (text: string) => string;
  /** Kind of a gap, where it is not that of the node around it. */
  readonly gapKind?: (text: string) => UnitKind | undefined;
  /** Node types that are one unit although the grammar gives them children, beyond those of kinds.ts. */
  readonly whole?: readonly string[];
  /** Node types in a string literal that are code, beyond those of kinds.ts. */
  readonly interpolations?: readonly string[];
  readonly functions: FunctionRules;
}

/** Rules of a language without functions. */
export const NO_FUNCTIONS: FunctionRules = { types: [], wrappers: [], name: () => undefined };

/** The commonest rule: the `name` field. */
export function nameField(definition: Node): Node | undefined {
  return definition.childForFieldName('name') ?? undefined;
}
