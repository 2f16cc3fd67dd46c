import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStat, TokenizerFiles } from '../language-tokenizers/registry/host';
import { openFile } from './openFile';

/** The file system, and packages as Node finds them from `folder` on. */
export function nodeFiles(folder = process.cwd()): TokenizerFiles {
  return {
    stat: statOf,
    read: (file) => readFile(file),
    open: (file) => Promise.resolve(openFile(file)),
    join: (...parts) => path.join(...parts),
    packageFolder: (name) => packageFolder(name, folder),
  };
}

async function statOf(file: string): Promise<FileStat | undefined> {
  try {
    const found = await stat(file);
    return { isFolder: found.isDirectory(), size: found.size };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A path longer than any can be names nothing, too.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

/** Looks in the node_modules of `folder` and of each folder above it. */
async function packageFolder(name: string, folder: string): Promise<string | undefined> {
  for (let from = path.resolve(folder); ; from = path.dirname(from)) {
    const found = path.join(from, 'node_modules', ...name.split('/'));
    if ((await statOf(found))?.isFolder) return found;
    if (from === path.dirname(from)) return undefined;
  }
}
