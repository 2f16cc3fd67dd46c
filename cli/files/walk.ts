import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileError } from './source';
import { GitIgnore } from './gitignore';

/** A file to read, or something left out and why. */
export interface Found {
  /** Begins as the user wrote it, with "/" between folders. */
  readonly path: string;
  readonly skipped?: string;
}

/** Folders that hold no code of the user's own. */
const LEFT_OUT = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** Files below a folder in the order of their names, or the file itself; throws an InputError for what is not there. */
export async function* walk(start: string, maxBytes: number): AsyncGenerator<Found> {
  const stats = await stat(start).catch((error: unknown) => {
    throw fileError(start, error);
  });
  if (!stats.isDirectory()) yield { path: start };
  else yield* folder(start, await GitIgnore.of(start), maxBytes);
}

async function* folder(at: string, ignored: GitIgnore, maxBytes: number): AsyncGenerator<Found> {
  let entries;
  try {
    entries = await readdir(at, { withFileTypes: true });
  } catch (error) {
    yield { path: at, skipped: `can't be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}` };
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = at === '.' ? entry.name : `${at.replace(/[\\/]+$/, '')}/${entry.name}`;
    const isFolder = entry.isDirectory();
    if (isFolder && LEFT_OUT.has(entry.name)) yield { path: file, skipped: `${entry.name} folder` };
    else if (ignored.ignores(file, isFolder)) yield { path: file, skipped: 'ignored by .gitignore' };
    else if (isFolder) yield* folder(file, await ignored.enter(file), maxBytes);
    else if (entry.isFile()) yield await sized(file, maxBytes);
    else yield { path: file, skipped: entry.isSymbolicLink() ? 'symbolic link' : 'not a plain file' };
  }
}

async function sized(file: string, maxBytes: number): Promise<Found> {
  const bytes = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  return bytes > maxBytes ? { path: file, skipped: `larger than ${maxBytes} bytes` } : { path: file };
}

/** The same file named in two ways is one file. */
export function identity(file: string): string {
  return path.resolve(file);
}
