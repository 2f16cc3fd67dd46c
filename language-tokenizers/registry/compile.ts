import type { Tokenizer } from '../bpe/tokenizer';
import { fallback } from '../fallback/fallback';
import type { TokenizerNames } from '../tokenizerJson/bpeModel';
import { compileTokenizer } from '../tokenizerJson/compile';
import { readTokenizerJson } from '../tokenizerJson/tokenizerJson';

/** Makes a tokenizer of a tokenizer.json; rejects with a TokenizerFileError for what is none. */
export async function compile(source: Uint8Array | object, names: TokenizerNames): Promise<Tokenizer> {
  return compileTokenizer(names, readTokenizerJson(source), fallback);
}
