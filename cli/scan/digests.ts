import { createHash } from 'node:crypto';
import type { AssetLoader } from '../../language-tokenizers/assets';
import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { Host } from '../host';
import { openTokenizers } from '../tokenizer';

/** A tokenizer, and a digest of all that it was made from. */
export interface Digested {
  readonly tokenizer: Tokenizer;
  readonly digest: string;
}

/** Opens the tokenizers of a list, each by itself, so that what is read for it is known. */
export async function openDigested(list: string, host: Pick<Host, 'loadAsset'>): Promise<Digested[]> {
  const names = new Set(list.split(',').map((name) => name.trim()));
  const opened = await Promise.all([...names].map((name) => openOne(name, host)));
  return opened;
}

async function openOne(name: string, host: Pick<Host, 'loadAsset'>): Promise<Digested> {
  const hash = createHash('blake2b512');
  const loadAsset: AssetLoader = async (asset) => {
    const bytes = await host.loadAsset(asset);
    hash.update(asset).update(bytes);
    return bytes;
  };
  const [tokenizer] = await openTokenizers(name, { ...host, loadAsset });
  return { tokenizer: tokenizer!, digest: `${tokenizer!.name}\0${hash.digest('hex')}` };
}
