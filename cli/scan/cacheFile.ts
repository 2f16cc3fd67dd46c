import { mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CountTable } from '../../language-tokenizers/scan/cache/countTable';
import type { TableCache } from '../../language-tokenizers/scan/cache/tableCache';

/** The largest table is 11 MB: two entries for each of 200,000 files. */
const LIMIT = 400_000;
/** Writing a table takes about as long as counting a twentieth of its size. */
const WORTH = 20;

/** The table on disk. What is wrong with it costs time, never a scan: it is then as if it were empty. */
export class CacheFile {
  private readonly file: string;

  constructor(folder: string) {
    this.file = path.join(folder, 'counts-1.bin');
  }

  /** In memory that workers can share. */
  read(): CountTable {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(this.file);
    } catch {
      return CountTable.empty;
    }
    const words = new Uint32Array(new SharedArrayBuffer(bytes.length & ~3));
    new Uint8Array(words.buffer).set(bytes.subarray(0, words.byteLength));
    return CountTable.read(words);
  }

  /**
   * Writes what the cache has learnt, if that is worth it. Other processes may do the same at the same time: what
   * they have written meanwhile is kept, readers see a whole table or the one before, and at worst some entries
   * of one of them are lost. Returns what went wrong, if something did.
   */
  save({ additions, addedBytes, table }: TableCache): Error | undefined {
    if (additions.length === 0 || addedBytes * WORTH < table.words.byteLength) return undefined;
    const part = `${this.file}.${process.pid}.part`;
    try {
      mkdirSync(path.dirname(this.file), { recursive: true });
      const { words } = this.read().with(additions, LIMIT);
      writeFileSync(part, new Uint8Array(words.buffer, words.byteOffset, words.byteLength));
      renameSync(part, this.file);
      return undefined;
    } catch (error) {
      unlink(part);
      return error as Error;
    }
  }
}

function unlink(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was not made, then.
  }
}
