import type { Tokenizer } from '../../bpe/tokenizer';
import type { RandomAccess } from '../../gguf/byteReader';
import type { TokenizerCache } from '../host';

/** How a tokenizer is called. */
export interface Names {
  readonly name: string;
  readonly displayName: string;
  readonly source: string;
}

/** A kind of file that a tokenizer can be made of. */
export interface TokenizerFormat {
  /** Files of a folder that may be of this kind. */
  readonly fileNames: readonly string[];
  /** Judged by the first bytes, at most 4096. */
  readonly matches: (start: Uint8Array) => boolean;
  /** Throws an Error of one sentence for a file that can't be used. */
  readonly open: (
    file: RandomAccess,
    names: Names,
    cache: TokenizerCache | undefined,
  ) => Promise<FormatResult>;
}
export interface FormatResult {
  readonly tokenizer: Tokenizer;
  /** The bytes that decided what it is. */
  readonly digested: Uint8Array;
}

/** True for a text that starts as a JSON object does. */
export function isJsonObject(start: Uint8Array): boolean {
  return /^\uFEFF?\s*\{/.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(start));
}
