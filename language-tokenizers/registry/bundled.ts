import { ENCODINGS, findEncoding, loadTokenizer } from '../bpe/encodings';
import type { Encoding } from '../bpe/encodings/encoding';
import type { TokenizerEntry, OpenedTokenizer } from './entry';
import type { TokenizerHost } from './host';
import { sha256 } from './hub/digest';

/** What comes with the product, the default first. */
export const BUNDLED: readonly TokenizerEntry[] = [...ENCODINGS.values()].map(entryOf);

export function isBundled(name: string): boolean {
  return findEncoding(name) !== undefined;
}

/** Opens one of them. Rejects with the loader's error where its asset can't be read. */
export async function openBundled(name: string, { loadAsset }: TokenizerHost): Promise<OpenedTokenizer> {
  let digest = '';
  const tokenizer = await loadTokenizer(name, async (asset) => {
    const bytes = await loadAsset(asset);
    digest = await sha256(bytes);
    return bytes;
  });
  const entry = BUNDLED.find((one) => one.name === tokenizer.name)!;
  return { tokenizer, entry, digest: `${tokenizer.name} ${digest}` };
}

function entryOf({ displayName, exact, name, source }: Encoding): TokenizerEntry {
  const [, from = source, licence = ''] = /^(.*) \(([^()]*)\)$/.exec(source) ?? [];
  return { name, displayName, exact, engine: 'own', source: from, licence, where: 'bundled' };
}
