import type { Tokenizer } from '../bpe/tokenizer';
import { compileBpe, createBpe } from '../tokenizerJson/compile';
import { readTokenizerJson } from '../tokenizerJson/tokenizerJson';
import type { TokenizerNames } from '../tokenizerJson/bpeModel';

/** Makes a tokenizer of a tokenizer.json; throws a TokenizerFileError for what is none. */
export function compile(source: Uint8Array | object, names: TokenizerNames): Promise<Tokenizer> {
  const json = readTokenizerJson(source);
  if (json.model.type !== 'BPE') throw new Error('not yet');
  return Promise.resolve(createBpe(names, compileBpe({ ...json, model: json.model })));
}
