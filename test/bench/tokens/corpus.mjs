import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';

const SOURCES = /\.(c|cc|cpp|h|hpp|go|java|js|mjs|cjs|ts|tsx|json|md|py|rs|html|css)$/;
/** Files over it are generated tables for the most part. */
const LONGEST = 400_000;

/**
 * Sources of installed packages in many languages, the same list for everyone with the same lockfile. None spells a
 * special token (not every library can be told that it is text), and none has a NUL byte.
 */
export function readCorpus(bytes) {
  const texts = [];
  let total = 0;
  const packages = path.join(root, 'node_modules');
  const folders = readdirSync(packages).filter((name) => !name.startsWith('.'));
  // A prime step takes something of every part of the alphabet.
  for (let i = 0; i < folders.length && total < bytes; i++) {
    const folder = path.join(packages, folders[(i * 37) % folders.length]);
    for (const file of sourcesIn(folder)) {
      const text = readFileSync(file, 'utf8');
      if (text.length > LONGEST || text.includes('<|') || text.includes('\0')) continue;
      texts.push(text);
      total += Buffer.byteLength(text);
      if (total >= bytes) break;
    }
  }
  return { texts, bytes: total };
}

/** So many units of hand-written code in one text. */
export function readLargeText(length) {
  const file = path.join(root, 'node_modules', 'typescript', 'lib', 'typescript.js');
  const text = readFileSync(file, 'utf8');
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

function sourcesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCES.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
