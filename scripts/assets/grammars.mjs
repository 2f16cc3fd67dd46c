/** Copies tree-sitter's runtime and the grammars that language-tokenizers/syntax/languages.ts names. */
import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { grammarFile } from '../grammars/packages.mjs';
import { importTs } from '../lib/import-ts.mjs';

export async function buildGrammars(folder) {
  const { LANGUAGES } = await importTs('language-tokenizers/syntax/languages.ts');
  await mkdir(folder, { recursive: true });
  for (const name of new Set(['web-tree-sitter.wasm', ...LANGUAGES.map((language) => language.grammar)])) {
    await copyIfNewer(grammarFile(name), path.join(folder, name));
  }
}

async function copyIfNewer(source, target) {
  const [from, to] = await Promise.all([stat(source), stat(target).catch(() => undefined)]);
  if (to && to.size === from.size && to.mtimeMs >= from.mtimeMs) return;
  // At once, so that a process that reads it meanwhile never sees half of it.
  const temporary = `${target}.${process.pid}`;
  await copyFile(source, temporary);
  await rename(temporary, target);
}
