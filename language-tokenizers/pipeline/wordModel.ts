/** What a model makes of one word. */
export interface WordTokens {
  readonly ids: readonly number[];
  /** Exclusive ends in UTF-16 units of the word; repeated for the tokens of one code point's bytes. */
  readonly ends: readonly number[];
  /**
   * Starts in the same, where a token may start inside a code point that the one before ends in: then that code
   * point's. Absent where each starts where the one before ends.
   */
  readonly starts?: readonly number[];
  /**
   * For each token that ends inside a code point, or stands for the last of one's bytes, the number of bytes from the
   * start of its first code point to its end, else 0; absent where there is none.
   */
  readonly bytes?: readonly number[];
}

/** A model that looks at each word by itself. */
export interface WordModel {
  /** Largest id and one. */
  readonly idLimit: number;
  encode(word: string): WordTokens;
  /** A token's text as it stands in a file; undefined for an id without a token. */
  tokenBytes(id: number): Uint8Array | undefined;
}
