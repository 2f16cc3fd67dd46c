import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AssetLoader } from '../language-tokenizers/assets';
import { InputError, reasonOf } from './errors';

/** Reads assets from a folder, dist/assets in the product. */
export function assetsFrom(folder: string): AssetLoader {
  return async (name) => {
    try {
      return await readFile(path.join(folder, name));
    } catch (error) {
      throw new InputError(`The installation is incomplete: ${reasonOf(error)}`);
    }
  };
}
