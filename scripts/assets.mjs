/** Makes dist/assets: vocabularies packed from tiktoken's ranks, and the grammars' WebAssembly files. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/paths.mjs';
import { buildGrammars } from './assets/grammars.mjs';
import { buildVocabularies } from './assets/vocabularies.mjs';

export async function buildAssets() {
  const folder = path.join(root, 'dist', 'assets');
  await mkdir(folder, { recursive: true });
  await Promise.all([buildVocabularies(folder), buildGrammars(folder)]);
}

if (process.argv[1] === import.meta.filename) await buildAssets();
