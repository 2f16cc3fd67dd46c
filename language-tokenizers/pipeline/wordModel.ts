/** What a model makes of one word. */
export interface WordTokens {
  readonly ids: readonly number[];
  /** Exclusive ends in UTF-16 units of the word; repeated for the tokens of one code point's bytes. */
  readonly ends: readonly number[];
  /**
   * Where the model fell back to bytes, for each token the number of its code point's bytes up to its end, else 0;
   * absent where it did so nowhere.
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
