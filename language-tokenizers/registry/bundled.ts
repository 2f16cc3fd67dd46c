import { ENCODINGS, findEncoding, loadTokenizer } from '../bpe/encodings';
import type { Encoding } from '../bpe/encodings/encoding';
import { createBpe } from '../tokenizerJson/bpeJsonTokenizer';
import { unpackModel } from '../tokenizerJson/packedModel';
import type { TokenizerEntry, OpenedTokenizer } from './entry';
import type { TokenizerHost } from './host';
import { sha256 } from './hub/digest';
import { PACKED_MODELS } from './packedModels';

/** What comes with the product, the default first. */
export const BUNDLED: readonly TokenizerEntry[] = [
  ...[...ENCODINGS.values()].map(entryOf),
  ...[...PACKED_MODELS.values()].map(
    ({ displayName, licence, name, source }) =>
      ({ name, displayName, exact: true, engine: 'own', source, licence, where: 'bundled' }) as const,
  ),
];

export function isBundled(name: string): boolean {
  return PACKED_MODELS.has(name) || findEncoding(name) !== undefined;
}

/** Opens one of them. Rejects with the loader's error where its asset can't be read. */
export async function openBundled(name: string, { loadAsset }: TokenizerHost): Promise<OpenedTokenizer> {
  let digest = '';
  let size = 0;
  const load = async (asset: string): Promise<Uint8Array> => {
    const bytes = await loadAsset(asset);
    digest = await sha256(bytes);
    size = bytes.length;
    return bytes;
  };
  const packed = PACKED_MODELS.get(name);
  const tokenizer = packed
    ? createBpe(packed, unpackModel(await load(packed.asset)))
    : await loadTokenizer(name, load);
  const entry = BUNDLED.find((one) => one.name === tokenizer.name)!;
  return { tokenizer, entry: { ...entry, size }, digest: `${tokenizer.name} ${digest}` };
}

function entryOf({ displayName, exact, name, source }: Encoding): TokenizerEntry {
  const [, from = source, licence = ''] = /^(.*) \(([^()]*)\)$/.exec(source) ?? [];
  return { name, displayName, exact, engine: 'own', source: from, licence, where: 'bundled' };
}
