/** What can be verified: ours and its reference, by the tokenizer's name. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildVocabularies } from '../assets/vocabularies.mjs';
import { importTs } from '../lib/import-ts.mjs';
import { root } from '../lib/paths.mjs';
import { fetchTokenizers, TOKENIZERS } from '../setup/tokenizers.mjs';
import { javaScriptReference, nativeReference, tiktokenReference } from './references.mjs';

/** tiktoken's. */
export const ENCODINGS = [
  'o200k_base',
  'o200k_harmony',
  'cl100k_base',
  'p50k_base',
  'p50k_edit',
  'r50k_base',
];

/** Those that have a tokenizer.json. */
export const FILES = Object.keys(TOKENIZERS).filter((name) => TOKENIZERS[name].kind !== 'tekken');

const assets = path.join(root, 'node_modules', '.cache', 'tokoscope', 'test-assets');

/** Makes ready what `openSubject` needs of these; once, before the worker threads start. */
export async function prepareSubjects(names) {
  await mkdir(assets, { recursive: true });
  await buildVocabularies(assets);
  await fetchTokenizers(names.filter((name) => FILES.includes(name)));
}

/**
 * Opens a tokenizer of ENCODINGS or FILES and the implementation that it is compared with.
 *
 * @param {string} name
 * @param {'native' | 'js'} reference  which of Hugging Face's
 */
export async function openSubject(name, reference) {
  if (ENCODINGS.includes(name)) {
    const { loadTokenizer } = await importTs('language-tokenizers/bpe/encodings.ts');
    const tokenizer = await loadTokenizer(name, async (asset) => readFile(path.join(assets, asset)));
    return { tokenizer, reference: await tiktokenReference(name), bytesAreText: true };
  }
  const { [name]: file } = await fetchTokenizers([name]);
  const { compile } = await importTs('language-tokenizers/registry/compile.ts');
  const content = new Uint8Array(await readFile(file));
  const json = JSON.parse(new TextDecoder().decode(content));
  const tokenizer = await compile(() => json, { name }, content);
  const open = reference === 'js' ? javaScriptReference : nativeReference;
  return { tokenizer, reference: await open(file), bytesAreText: json.normalizer === null };
}
