import type { Tokenizer } from '../bpe/tokenizer';

/** What every list says of a tokenizer. */
export interface TokenizerEntry {
  /** The name that opens it. */
  readonly name: string;
  /** For people. */
  readonly displayName: string;
  /** True when ids equal the reference implementation's on every input; false: its counts are estimates. */
  readonly exact: boolean;
  /** Whose code does the work; undefined until it was opened once. */
  readonly engine: Tokenizer['engine'] | undefined;
  /** Where the vocabulary comes from. */
  readonly source: string;
  /** Of the vocabulary; "" where nothing is known. */
  readonly licence: string;
  readonly where: 'bundled' | 'file' | 'package' | 'hub';
  /** Bytes of its file. */
  readonly size?: number;
}

/** A tokenizer that is ready, and what it was made from. */
export interface OpenedTokenizer {
  readonly tokenizer: Tokenizer;
  readonly entry: TokenizerEntry;
  /** Changes with the content that it was made from; for caches of counts. */
  readonly digest: string;
  /** Why counts are estimates; only where they are. One sentence. */
  readonly note?: string;
}
