import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';

const SOURCES = /\.(c|cc|cpp|h|hpp|go|java|js|mjs|cjs|ts|mts|tsx|json|md|py|rs|html|css)$/;
/** Larger files are generated tables for the most part. */
const LARGEST = 400_000;

/** Sources of the installed packages, by a walk that takes something of every part of the alphabet. */
export function* sourceFiles() {
  const packages = path.join(root, 'node_modules');
  const folders = readdirSync(packages)
    .filter((name) => !name.startsWith('.'))
    .sort();
  for (let i = 0; i < folders.length; i++) {
    const folder = path.join(packages, folders[(i * 37) % folders.length]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCES.test(entry.name))
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
      .sort();
    for (const file of files) if (statSync(file).size <= LARGEST) yield file;
  }
}
