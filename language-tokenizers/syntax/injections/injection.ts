import type { Node } from 'web-tree-sitter';
import type { UnitKind } from '../unit';

/** A unit of an embedded text, in offsets of that text. */
export interface EmbeddedUnit {
  readonly kind: UnitKind;
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** A host language's node whose text is written in another language. Without a reader for it it is one unit. */
export interface Injection {
  /** Type of the node, which is a unit of the host. */
  readonly node: string;
  /** Id of the other language, as in languages.ts; undefined when it has none that is known. */
  language?(node: Node): string | undefined;
  /** Children of the node that are the host's all the same: marks that a quote puts before each line. */
  readonly holes?: string;
  /**
   * Reads what needs no grammar: units in order and apart, white space left out; undefined for another text.
   *
   * @param before the last units of text before it
   */
  read?(text: string, before: string): EmbeddedUnit[] | undefined;
}

/** What a language embeds. */
export interface HostInjections {
  readonly injections: readonly Injection[];
  /** Node types in which a change may change how an embedded text beside it is read: its tag, its fence. */
  readonly contexts: readonly string[];
}
