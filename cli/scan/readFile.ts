import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Chunks } from '../../language-tokenizers/scan/largeText';

const CHUNK = 4 << 20;

/** Reads files one after another into the same memory: what it returns stands until the next read. */
export class FileReader {
  private memory = Buffer.allocUnsafeSlow(1 << 20);

  /** The whole file; throws what Node throws. */
  read(file: string, expectedBytes: number): Uint8Array {
    const opened = openSync(file, 'r');
    try {
      // One byte more than expected, so that one read finds the end.
      this.reserve(expectedBytes + 1, 0);
      let length = 0;
      for (;;) {
        const read = readSync(opened, this.memory, length, this.memory.length - length, null);
        length += read;
        if (read === 0 || (length < this.memory.length && length <= expectedBytes)) break;
        if (length === this.memory.length) this.reserve(2 * length, length);
      }
      return this.memory.subarray(0, length);
    } finally {
      closeSync(opened);
    }
  }

  private reserve(bytes: number, kept: number): void {
    if (bytes <= this.memory.length) return;
    const larger = Buffer.allocUnsafeSlow(bytes);
    this.memory.copy(larger, 0, 0, kept);
    this.memory = larger;
  }
}

/** A file in pieces. */
export function* readChunks(file: string): Chunks & Generator<Uint8Array> {
  const opened = openSync(file, 'r');
  try {
    const memory = Buffer.allocUnsafeSlow(Math.min(CHUNK, fstatSync(opened).size + 1));
    for (;;) {
      let length = 0;
      for (let read = -1; read !== 0 && length < memory.length; length += read) {
        read = readSync(opened, memory, length, memory.length - length, null);
      }
      if (length > 0) yield memory.subarray(0, length);
      if (length < memory.length) return;
    }
  } finally {
    closeSync(opened);
  }
}
