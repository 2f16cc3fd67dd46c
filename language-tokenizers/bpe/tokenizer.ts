/**
 * What every tokenizer of the project offers. Offsets are given both in UTF-8 bytes and in UTF-16 code units
 * (JavaScript string indices); see docs/architecture.md, "Offsets".
 */

/** A run of consecutive tokens of one text, as parallel arrays of the same length. */
export interface TokenRun {
  readonly length: number;
  /** Token ids in the tokenizer's vocabulary. */
  readonly ids: Uint32Array;
  /** Where the first token starts. */
  readonly start: number;
  readonly byteStart: number;
  /** Number of tokens of the text before the run. */
  readonly first: number;
  /** Exclusive ends in UTF-8 bytes; strictly increasing. Each token starts in bytes where the one before ends. */
  readonly byteEnds: Uint32Array;
  /**
   * Starts in UTF-16 units. A token that starts inside a code point carries the start of that code point, so
   * there starts[i] < ends[i - 1]; everywhere else the two are equal.
   */
  readonly starts: Uint32Array;
  /**
   * Exclusive ends in UTF-16 units. A token that ends inside a code point carries the end of that code point
   * (the text can't be cut there), so ends do not decrease but may repeat.
   */
  readonly ends: Uint32Array;
  /** 1 for a token that starts or ends inside a code point, else 0. */
  readonly partial: Uint8Array;
}

/**
 * A text encoder. Special-token text such as `<|endoftext|>` is plain text. A lone surrogate counts as U+FFFD
 * (three bytes), as TextEncoder has it.
 */
export interface Tokenizer {
  readonly name: string;
  /** True when ids equal the reference implementation's on every input. */
  readonly exact: boolean;
  /** The largest id and one; not every id below it need have a token. */
  readonly vocabularySize: number;
  /** Number of tokens of `text`; materialises nothing. */
  count(text: string): number;
  encode(text: string): TokenRun;
  /** Bytes of a token; throws a RangeError for an id outside the vocabulary. */
  tokenBytes(id: number): Uint8Array;
}

/** Replaces the UTF-16 range [start, end) by `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
