import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { sourceFiles } from './sources.mjs';

const folder = path.join(root, 'node_modules', '.cache', 'tokoscope', 'bench-scan');

/**
 * A tree of installed packages' sources, the same for everyone with the same lockfile. Both programs are to count
 * the same text, and repomix drops byte order marks and the white space at both ends of a file: here there is none.
 */
export async function makeTree(bytes) {
  const tree = path.join(folder, `tree-${bytes}`);
  if (existsSync(tree)) return tree;
  const part = `${tree}.part`;
  await rm(part, { recursive: true, force: true });
  let total = 0;
  for (const file of sourceFiles()) {
    const text = new TextDecoder().decode(await readFile(file)).trim();
    if (text === '' || text.includes('\uFFFD') || text.includes('\0')) continue;
    // Both programs leave out node_modules.
    const to = path.join(part, path.relative(root, file).replaceAll('node_modules', 'packages'));
    await mkdir(path.dirname(to), { recursive: true });
    await writeFile(to, text);
    total += Buffer.byteLength(text);
    if (total >= bytes) break;
  }
  await rename(part, tree);
  return tree;
}

/** The same files anew, as after a checkout: only their contents are known. */
export async function copyOf(tree, name) {
  const copy = path.join(folder, name);
  await rm(copy, { recursive: true, force: true });
  await cp(tree, copy, { recursive: true });
  return copy;
}

/** A folder for what the programs write. */
export async function emptyFolder(name) {
  const at = path.join(folder, name);
  await rm(at, { recursive: true, force: true });
  await mkdir(at, { recursive: true });
  return at;
}
