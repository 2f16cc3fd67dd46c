import type { AssetLoader } from '../assets';
import { BpeTokenizer } from './bpeTokenizer';
import { CL100K_BASE } from './encodings/cl100k';
import type { Encoding } from './encodings/encoding';
import { O200K_BASE } from './encodings/o200k';
import { Vocabulary } from './vocabulary';

export type { Encoding };

/** Every encoding that comes with the product, by name; the first is the default. */
export const ENCODINGS: ReadonlyMap<string, Encoding> = new Map(
  [O200K_BASE, CL100K_BASE].map((encoding) => [encoding.name, encoding]),
);

/**
 * Loads a tokenizer by its encoding's name. Rejects with a RangeError for a name that is not in ENCODINGS, and
 * with the loader's error where its asset can't be read.
 */
export async function loadTokenizer(name: string, loadAsset: AssetLoader): Promise<BpeTokenizer> {
  const encoding = ENCODINGS.get(name);
  if (!encoding)
    throw new RangeError(`No tokenizer "${name}". There are: ${[...ENCODINGS.keys()].join(', ')}.`);
  return new BpeTokenizer(encoding, Vocabulary.read(await loadAsset(encoding.asset)));
}
