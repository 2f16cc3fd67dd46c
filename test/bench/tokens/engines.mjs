import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildVocabularies } from '../../../scripts/assets/vocabularies.mjs';
import { importTs } from '../../../scripts/lib/import-ts.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

/** Makers of functions that count a text's tokens: ours and the reference. */
export const ENGINES = {
  tokoscope: async (encoding) => {
    const tokenizer = await openTokenizer(encoding);
    return (text) => tokenizer.count(text);
  },
  tiktoken: async (encoding) => {
    const { get_encoding } = await import('tiktoken');
    const tiktoken = get_encoding(encoding);
    return (text) => tiktoken.encode_ordinary(text).length;
  },
};

export async function openTokenizer(encoding) {
  const folder = path.join(root, 'node_modules', '.cache', 'tokoscope', 'bench-assets');
  await mkdir(folder, { recursive: true });
  await buildVocabularies(folder);
  const { loadTokenizer } = await importTs('language-tokenizers/bpe/encodings.ts');
  return loadTokenizer(encoding, async (name) => new Uint8Array(await readFile(path.join(folder, name))));
}

/** Counts all texts; returns tokens and milliseconds. */
export function countAll(count, texts) {
  const start = performance.now();
  let tokens = 0;
  for (const text of texts) tokens += count(text);
  return { tokens, ms: performance.now() - start };
}
