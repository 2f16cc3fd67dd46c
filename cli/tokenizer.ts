import { ENCODINGS, loadTokenizer } from '../language-tokenizers/bpe/encodings';
import type { Tokenizer } from '../language-tokenizers/bpe/tokenizer';
import { InputError } from './errors';
import type { Host } from './host';

export const DEFAULT_TOKENIZER = [...ENCODINGS.keys()][0]!;

/** Throws an InputError that lists the known names. */
export async function openTokenizer(name: string, host: Pick<Host, 'loadAsset'>): Promise<Tokenizer> {
  if (!ENCODINGS.has(name)) {
    throw new InputError(`There is no tokenizer "${name}"; known are ${[...ENCODINGS.keys()].join(', ')}.`);
  }
  return loadTokenizer(name, host.loadAsset);
}

/** Tokenizers of a list "o200k_base,cl100k_base", each once. */
export async function openTokenizers(list: string, host: Pick<Host, 'loadAsset'>): Promise<Tokenizer[]> {
  const names = new Set(list.split(',').map((name) => name.trim()));
  return Promise.all([...names].map((name) => openTokenizer(name, host)));
}
