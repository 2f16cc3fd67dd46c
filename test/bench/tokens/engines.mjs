import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildVocabularies } from '../../../scripts/assets/vocabularies.mjs';
import { importTs } from '../../../scripts/lib/import-ts.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { fetchTokenizers, TOKENIZERS } from '../../../scripts/setup/tokenizers.mjs';
import { PEERS } from '../peers/peers.mjs';

const assets = path.join(root, 'node_modules', '.cache', 'tokoscope', 'bench-assets');

/** Functions of engine ENGINE, 'tokoscope' or one of PEERS: `{ encode, count }` of a text. */
export async function openEngine(engine, encoding) {
  if (engine !== 'tokoscope') return PEERS[engine](encoding);
  const tokenizer = await openTokenizer(encoding);
  return { encode: (text) => tokenizer.encode(text), count: (text) => tokenizer.count(text) };
}

/** Our tokenizer of an encoding, or of a tokenizer.json of the tests. */
export async function openTokenizer(name) {
  if (Object.hasOwn(TOKENIZERS, name)) {
    const { compile } = await importTs('language-tokenizers/registry/compile.ts');
    const paths = await fetchTokenizers([name]);
    const content = new Uint8Array(await readFile(paths[name]));
    return compile(() => content, { name }, content);
  }
  const { loadTokenizer } = await importTs('language-tokenizers/bpe/encodings.ts');
  return loadTokenizer(name, await encodingAssets());
}

/** Loads the vocabularies of the encodings, for a bundle that has `loadTokenizer` in it. */
export async function encodingAssets() {
  await mkdir(assets, { recursive: true });
  await buildVocabularies(assets);
  return async (asset) => new Uint8Array(await readFile(path.join(assets, asset)));
}

/** Runs over all texts; returns tokens and milliseconds. `each` gives a number or a list of tokens, or promises it. */
export async function runOver(each, texts) {
  const start = performance.now();
  let tokens = 0;
  for (const text of texts) {
    let found = each(text);
    if (found instanceof Promise) found = await found;
    tokens += typeof found === 'number' ? found : found.length;
  }
  return { tokens, ms: performance.now() - start };
}
