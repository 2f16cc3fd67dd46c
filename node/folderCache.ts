import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TokenizerCache } from '../language-tokenizers/registry/host';

/** A cache in a folder, which is made when something is kept. */
export function folderCache(folder: string): TokenizerCache {
  const at = (name: string): string => path.join(folder, ...name.split('/'));
  const makeRoom = (name: string): Promise<unknown> => mkdir(path.dirname(at(name)), { recursive: true });
  return {
    path: at,
    read: (name) => orElse(readFile(at(name)), undefined),
    list: (name) => orElse(readdir(at(name)), []),
    async write(name, bytes) {
      await makeRoom(name);
      const part = `${at(name)}.${process.pid}.part`;
      try {
        await writeFile(part, bytes);
        await rename(part, at(name));
      } finally {
        await rm(part, { force: true });
      }
    },
    async append(name, bytes) {
      await makeRoom(name);
      await appendFile(at(name), bytes);
    },
    rename: (from, to) => rename(at(from), at(to)),
    remove: (name) => rm(at(name), { force: true }),
  };
}

/** What is not there is no error. */
async function orElse<T, U>(found: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await found;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return otherwise;
    throw error;
  }
}
