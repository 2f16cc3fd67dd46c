import type { Tokenizer } from '../bpe/tokenizer';
import { fallback } from '../fallback/fallback';
import { createBpe } from '../tokenizerJson/bpeJsonTokenizer';
import type { TokenizerNames } from '../tokenizerJson/bpeModel';
import { compileTokenizer } from '../tokenizerJson/compile';
import { compileBpe } from '../tokenizerJson/compileBpe';
import { packModel, unpackModel } from '../tokenizerJson/packedModel';
import { readTokenizerJson } from '../tokenizerJson/tokenizerJson';
import { Unsupported } from '../tokenizerJson/unsupported';
import type { TokenizerCache } from './host';
import { sha256 } from './hub/digest';

/** Raised when what is worked out of the same file changes. */
const VERSION = 1;

/**
 * Makes a tokenizer of a tokenizer.json; rejects with a TokenizerFileError for what is none. What takes long is kept
 * in the cache, under the digest of `content`, the bytes that `source` follows from.
 */
export async function compile(
  source: () => Uint8Array | object,
  names: TokenizerNames,
  content: Uint8Array,
  cache: TokenizerCache | undefined,
): Promise<Tokenizer> {
  if (!cache) return compileTokenizer(names, readTokenizerJson(source()), fallback);
  const digest = await sha256(content);
  const name = `compiled/${digest}-${VERSION}.bin`;
  const kept = await fromCache(name, names, cache);
  if (kept) return kept;
  const json = readTokenizerJson(source());
  const { model } = json;
  if (model.type !== 'BPE') return compileTokenizer(names, json, fallback);
  try {
    const parts = compileBpe({ ...json, model });
    const tokenizer = createBpe(names, parts);
    await keep(name, packModel(parts, firstBytes(digest)), cache);
    return tokenizer;
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return fallback(names, json, error.message);
  }
}

async function fromCache(
  name: string,
  names: TokenizerNames,
  cache: TokenizerCache,
): Promise<Tokenizer | undefined> {
  try {
    const packed = await cache.read(name);
    return packed && createBpe(names, unpackModel(packed));
  } catch {
    // A damaged file is made anew.
    return undefined;
  }
}

/** A cache that can't be written to is no reason to fail. */
async function keep(name: string, packed: Uint8Array, cache: TokenizerCache): Promise<void> {
  await cache.write(name, packed).catch(() => undefined);
}

function firstBytes(digest: string): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(digest.slice(2 * i, 2 * i + 2), 16));
}
