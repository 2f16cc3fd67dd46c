import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { randomNumbers } from './hostile.mjs';

/** Larger files are logs and dumps, and a difference in one of them shows in a smaller one too. */
const LARGEST = 20_000_000;
/** Where a NUL byte makes a file binary. */
const HEAD = 8000;

/**
 * Files under `paths`, sorted: {file, size}. Symbolic links and `.git` are not followed.
 *
 * @throws {Error} for a path that does not exist
 */
export function listFiles(paths) {
  const files = [];
  const visit = (place) => {
    const { size, ...kind } = describe(place);
    if (kind.isFile && size > 0 && size <= LARGEST) files.push({ file: place, size });
    if (!kind.isFolder || path.basename(place) === '.git') return;
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      if (!entry.isSymbolicLink()) visit(path.join(place, entry.name));
    }
  };
  for (const each of paths) visit(path.resolve(each));
  return files.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function describe(place) {
  const found = statSync(place);
  return { size: found.size, isFile: found.isFile(), isFolder: found.isDirectory() };
}

/** The same text files for the same list: some of every part, about `bytes` in all. */
export function sampleFiles(files, bytes) {
  const random = randomNumbers(3);
  const shuffled = files.map((file) => ({ file, key: random() })).sort((a, b) => a.key - b.key);
  const taken = [];
  let total = 0;
  for (const { file } of shuffled) {
    if (total + file.size > bytes || isBinary(readHead(file.file))) continue;
    taken.push(file);
    total += file.size;
  }
  return taken;
}

/** Groups of files of about `bytes` each. */
export function batchFiles(files, bytes) {
  const batches = [];
  let batch = [];
  let total = 0;
  for (const file of files) {
    batch.push(file.file);
    total += file.size;
    if (total < bytes) continue;
    batches.push(batch);
    batch = [];
    total = 0;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** A file's text, invalid UTF-8 replaced; undefined for a binary one. */
export function readText(file) {
  const bytes = readFileSync(file);
  if (isBinary(bytes.subarray(0, HEAD))) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function readHead(file) {
  const descriptor = openSync(file);
  try {
    const head = new Uint8Array(HEAD);
    return head.subarray(0, readSync(descriptor, head, 0, HEAD, 0));
  } finally {
    closeSync(descriptor);
  }
}

function isBinary(head) {
  return head.includes(0);
}
