/**
 * Packs the vocabulary of Qwen2.5 and Qwen2.5-Coder, which comes with the product, from the tokenizer.json in the
 * package that scripts/setup/tokenizers.mjs pins:
 *
 *   node scripts/assets/qwen.mjs
 *
 * The result is part of the repository, so that no build needs the package; see NOTICE.md beside it.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { importTs } from '../lib/import-ts.mjs';
import { root } from '../lib/paths.mjs';
import { fetchTokenizers } from '../setup/tokenizers.mjs';

export const QWEN_FILE = path.join(root, 'language-tokenizers', 'bpe', 'vocabularies', 'qwen2.5.bin');

/** The packed bytes of a tokenizer.json. */
export async function packTokenizer(source) {
  const [{ readTokenizerJson }, { compileBpe }, { packModel }] = await Promise.all([
    importTs('language-tokenizers/tokenizerJson/tokenizerJson.ts'),
    importTs('language-tokenizers/tokenizerJson/compileBpe.ts'),
    importTs('language-tokenizers/tokenizerJson/packedModel.ts'),
  ]);
  const digest = createHash('sha256').update(source).digest().subarray(0, 16);
  return packModel(compileBpe(readTokenizerJson(source)), digest);
}

if (process.argv[1] === import.meta.filename) {
  const { qwen2_5: file } = await fetchTokenizers(['qwen2_5']);
  await mkdir(path.dirname(QWEN_FILE), { recursive: true });
  await writeFile(QWEN_FILE, await packTokenizer(await readFile(file)));
}
