/**
 * What every tokenizer of the project offers. Offsets are given both in UTF-8 bytes and in UTF-16 code units
 * (JavaScript string indices); see docs/architecture.md, "Offsets".
 */

import type { DocumentText } from '../text/documentText';

export type { TextEdit } from '../text/documentText';

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
  /**
   * Exclusive ends in UTF-8 bytes, increasing; where normalization made several tokens of one code point, all but
   * the last of them have no bytes. Each token starts in bytes where the one before ends, unless there are
   * `byteStarts`.
   */
  readonly byteEnds: Uint32Array;
  /**
   * Present where there is text between tokens that none of them has, as the white space that BERT's models do not
   * see; there starts[i] > ends[i - 1], too.
   */
  readonly byteStarts?: Uint32Array;
  /**
   * Starts in UTF-16 units. A token that starts inside a code point carries the start of that code point, so
   * there starts[i] < ends[i - 1]; everywhere else, but for `byteStarts`, the two are equal.
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

/** One token of a document. Offsets are as in TokenRun. */
export interface DocumentToken {
  /** Number of tokens before it. */
  readonly index: number;
  readonly id: number;
  readonly start: number;
  readonly end: number;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly partial: boolean;
  /**
   * The tokens, this one among them, that only together are whole code points: more than one where `partial`.
   */
  readonly group: { readonly first: number; readonly length: number };
}

/**
 * The tokens of a document in one tokenizer, in step with its edits. Offsets are UTF-16 units; those outside the
 * text count as its nearest end.
 */
export interface TokenView {
  readonly tokenizer: Tokenizer;
  /** Version of the document that answers are true for, which is always its present one. */
  readonly version: number;
  /** Number of tokens of the whole text. */
  readonly count: number;
  /**
   * Number of tokens that start in [start, end), where a token that starts inside a code point counts as starting
   * with it. Counts of adjacent ranges add up.
   */
  countBetween(start: number, end: number): number;
  /** All tokens of which some part lies in [start, end). */
  tokensBetween(start: number, end: number): TokenRun;
  /** The first token that has part of the code point at `offset`; undefined where none has, as at the text's end. */
  tokenAt(offset: number): DocumentToken | undefined;
  /** Stops following the document. */
  dispose(): void;
}

export interface EncodeOptions {
  /**
   * What text that spells a special token, such as `<|endoftext|>`, is: 'text' like any other (the default), or
   * 'tokens', that token.
   */
  readonly special?: 'text' | 'tokens';
}

/** A text encoder. A lone surrogate counts as U+FFFD (three bytes), as TextEncoder has it. */
export interface Tokenizer {
  readonly name: string;
  /** True when ids equal the reference implementation's on every input. */
  readonly exact: boolean;
  /** Whose code does the work: the second is slower, and every list says so. */
  readonly engine: 'own' | 'huggingface';
  /** The largest id and one; not every id below it need have a token. */
  readonly vocabularySize: number;
  /** Ids of the special tokens by their texts. */
  readonly specialTokens: ReadonlyMap<string, number>;
  /** Number of tokens of `text`; materialises nothing. */
  count(text: string, options?: EncodeOptions): number;
  encode(text: string, options?: EncodeOptions): TokenRun;
  /** Bytes of a token; throws a RangeError for an id outside the vocabulary. */
  tokenBytes(id: number): Uint8Array;
  /** The tokens of a text under edit, special tokens as text. */
  view(document: DocumentText): TokenView;
}
