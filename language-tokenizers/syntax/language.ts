import type { Node } from 'web-tree-sitter';
import type { UnitKind } from './unit';

/** How the functions of a language are found in its syntax trees. */
export interface FunctionRules {
  /** Node types that define a function; one counts only when its `body` field is there. */
  readonly types: readonly string[];
  /** Parents that belong to the definition ("decorated_definition") when it is their only child of its type. */
  readonly wrappers: readonly string[];
  /** The node whose text is the function's name; undefined for one without a name, which is not reported. */
  name(definition: Node): Node | undefined;
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
  /** File of dist/assets. */
  readonly grammar: string;
  /** The package the grammar comes from, and its licence. */
  readonly source: string;
  /**
   * What the generic rules of kinds.ts get wrong or cannot know, by node type ("ellipsis") or by parent and
   * node type ("class_definition>identifier").
   */
  readonly kinds?: Readonly<Record<string, UnitKind>>;
  /** Node types that are one unit although the grammar gives them children, beyond those of kinds.ts. */
  readonly whole?: readonly string[];
  readonly functions: FunctionRules;
}

/** The commonest rule: the `name` field. */
export function nameField(definition: Node): Node | undefined {
  return definition.childForFieldName('name') ?? undefined;
}
