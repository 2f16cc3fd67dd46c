import type { AssetLoader } from '../assets';
import { BpeTokenizer } from './bpeTokenizer';
import { CL100K_BASE } from './encodings/cl100k';
import type { Encoding } from './encodings/encoding';
import { O200K_BASE } from './encodings/o200k';
import { O200K_HARMONY } from './encodings/o200kHarmony';
import { P50K_BASE } from './encodings/p50k';
import { P50K_EDIT } from './encodings/p50kEdit';
import { R50K_BASE } from './encodings/r50k';
import { Vocabulary } from './vocabulary';

export type { Encoding };

/** Every encoding that comes with the product, by name; the first is the default. */
export const ENCODINGS: ReadonlyMap<string, Encoding> = new Map(
  [O200K_BASE, O200K_HARMONY, CL100K_BASE, P50K_BASE, P50K_EDIT, R50K_BASE].map((encoding) => [
    encoding.name,
    encoding,
  ]),
);

/** An encoding by its name or another name of it. */
export function findEncoding(name: string): Encoding | undefined {
  return (
    ENCODINGS.get(name) ?? [...ENCODINGS.values()].find(({ aliases }) => aliases?.includes(name) === true)
  );
}

/**
 * Loads a tokenizer by its encoding's name. Rejects with a RangeError for a name that `findEncoding` does not
 * know, and with the loader's error where its asset can't be read.
 */
export async function loadTokenizer(name: string, loadAsset: AssetLoader): Promise<BpeTokenizer> {
  const encoding = findEncoding(name);
  if (!encoding)
    throw new RangeError(`No tokenizer "${name}". There are: ${[...ENCODINGS.keys()].join(', ')}.`);
  return new BpeTokenizer({ ...encoding, vocabulary: Vocabulary.read(await loadAsset(encoding.asset)) });
}
