/** Copies tree-sitter's runtime and the grammars that language-tokenizers/syntax/languages.ts names. */
import { copyFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { importTs } from '../lib/import-ts.mjs';
import { root } from '../lib/paths.mjs';

const modules = path.join(root, 'node_modules');

export async function buildGrammars(folder) {
  const { LANGUAGES } = await importTs('language-tokenizers/syntax/languages.ts');
  const shipped = await shippedFiles();
  await mkdir(folder, { recursive: true });
  for (const name of ['web-tree-sitter.wasm', ...LANGUAGES.map((language) => language.grammar)]) {
    const source = shipped.get(name);
    if (!source) throw new Error(`No installed package has the file ${name}.`);
    await copyIfNewer(source, path.join(folder, name));
  }
}

/** WebAssembly files by name, from the packages whose name says tree-sitter. */
async function shippedFiles() {
  const files = new Map();
  for (const name of await readdir(modules)) {
    if (!/(^|-)tree-sitter(-|$)/.test(name)) continue;
    for (const file of await readdir(path.join(modules, name))) {
      if (file.endsWith('.wasm')) files.set(file, path.join(modules, name, file));
    }
  }
  return files;
}

async function copyIfNewer(source, target) {
  const [from, to] = await Promise.all([stat(source), stat(target).catch(() => undefined)]);
  if (to && to.size === from.size && to.mtimeMs >= from.mtimeMs) return;
  // At once, so that a process that reads it meanwhile never sees half of it.
  const temporary = `${target}.${process.pid}`;
  await copyFile(source, temporary);
  await rename(temporary, target);
}
