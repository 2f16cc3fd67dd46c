import type { OffsetRange } from '../syntax/dirtyRanges';

/** Where the leaves are in the tokens, and what the tokens do not tell of them. */
export interface LeafDocument {
  /** Tokens of each leaf. */
  readonly tokens: readonly number[];
  /** By a leaf's index, texts of those that are not the original of a name, nor the one token that they are. */
  readonly texts: Readonly<Record<string, string>>;
  /** Tokens before the first leaf. */
  readonly from?: number;
}

/** The JSON of `tokoscope tokompile`; all that the leaves are restored from is in it. */
export interface TokompiledDocument {
  readonly language: string;
  readonly vocabulary: string;
  readonly replaced: string;
  readonly tokens: readonly string[];
  readonly ids: readonly number[];
  readonly unknown: number;
  /** From original names to what replaces them. */
  readonly dictionary: Readonly<Record<string, string>>;
  /** From what replaces names to the originals, where several names have one text. */
  readonly inverse?: Readonly<Record<string, string>>;
  /** UTF-16 ranges that the grammar could make no sense of. */
  readonly errors: readonly OffsetRange[];
  readonly leaves: LeafDocument;
}
