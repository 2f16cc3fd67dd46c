import type { OffsetRange } from '../syntax/dirtyRanges';
import type { NameClass } from './nameClass';
import type { Vocabulary } from './vocabulary/vocabulary';

/** A name of the text: what all its occurrences are replaced by. */
export interface TokompiledName {
  /** As it is first written. */
  readonly text: string;
  readonly class: NameClass;
  readonly number: number;
}

/** Leaves in order, as parallel arrays. None is blank. */
export interface TokompiledLeaves {
  readonly length: number;
  /** UTF-16 offsets in the text; the text between leaves is layout. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Index into `names`; below 0 for a leaf that stays as it is, the same for the same text. */
  readonly symbols: Int32Array;
}

/** A text in anonymised names and the tokens of those; read-only, and what is costly is made when asked for. */
export interface Tokompiled {
  /** Id of the syntax language. */
  readonly language: string;
  /** The text as it was read: in lower case for Fortran as published. */
  readonly text: string;
  readonly leaves: TokompiledLeaves;
  /** In order of first appearance. */
  readonly names: readonly TokompiledName[];
  /** UTF-16 ranges that the grammar could make no sense of; their leaves are there. */
  readonly errors: readonly OffsetRange[];
  /** The grammar's rules are broken somewhere, if only by a token that is missing. */
  readonly hasErrors: boolean;
  /** The text with names replaced and everything else, blanks and comments among it, as it was. */
  readonly replaced: string;
  /** What becomes of the leaves: a replaced name is a prefix and a number. */
  readonly tokens: readonly string[];
  /** For each leaf, where its tokens end. */
  readonly tokenEnds: Uint32Array;
  /** Where those of the first leaf start: behind the wrapper's with `partial`, whose others come last. */
  readonly tokenStart: number;
  readonly vocabulary: Vocabulary;
  /** In the vocabulary, one for each token. */
  readonly ids: Uint32Array;
  /** Tokens that the vocabulary does not have. */
  readonly unknown: number;
  /** From each original name to what replaces it; of names that are several (scopes), the last. */
  readonly dictionary: ReadonlyMap<string, string>;
}
