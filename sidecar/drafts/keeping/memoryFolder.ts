import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Files that are kept; one takes a megabyte or two, at most seven. */
const MOST_FILES = 8;
const ENDING = '.memory';
const DIGEST_BYTES = 32;
/** Milliseconds after which an unfinished file belongs to no process any more. */
const STALE = 3_600_000;

/**
 * A folder with one file for each key: the SHA-256 of key and content, then the content. What is damaged, or was
 * written for another key, is as if it were not there.
 */
export class MemoryFolder {
  constructor(
    private readonly folder: string,
    private readonly most = MOST_FILES,
  ) {}

  /** @throws an error of the file system, other than that the file is not there */
  async read(key: string): Promise<Uint8Array | undefined> {
    let file: Buffer;
    try {
      file = await readFile(this.#path(key));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const content = file.subarray(DIGEST_BYTES);
    return digestOf(key, content).equals(file.subarray(0, DIGEST_BYTES)) ? content : undefined;
  }

  /**
   * Writes a file in one piece, and deletes the oldest where there are too many.
   *
   * @throws an error of the file system; what was there before stays
   */
  async write(key: string, content: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = this.#path(key);
    const part = `${file}.${process.pid}.part`;
    try {
      await writeFile(part, Buffer.concat([digestOf(key, content), content]), { mode: 0o600 });
      await rename(part, file);
    } finally {
      await rm(part, { force: true });
    }
    await this.#prune();
  }

  async #prune(): Promise<void> {
    const files = await Promise.all(
      (await readdir(this.folder)).map(async (name) => {
        const file = path.join(this.folder, name);
        // Another process may have deleted it meanwhile.
        return { file, time: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
      }),
    );
    const whole = files.filter(({ file }) => file.endsWith(ENDING)).sort((a, b) => b.time - a.time);
    const stale = files.filter(({ file, time }) => file.endsWith('.part') && time < Date.now() - STALE);
    for (const { file } of [...whole.slice(this.most), ...stale]) await rm(file, { force: true });
  }

  #path(key: string): string {
    return path.join(this.folder, `${createHash('sha256').update(key).digest('hex').slice(0, 32)}${ENDING}`);
  }
}

const digestOf = (key: string, content: Uint8Array): Buffer =>
  createHash('sha256').update(`${key}\n`).update(content).digest();
