import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RandomAccess } from '../../language-tokenizers/gguf/byteReader';

/** Opens a file for the time that `use` takes. */
export function withFile<T>(file: string, use: (source: RandomAccess) => T): T {
  const fd = openSync(file, 'r');
  try {
    return use({
      size: fstatSync(fd).size,
      read(offset, length) {
        const buffer = Buffer.allocUnsafe(length);
        return buffer.subarray(0, readSync(fd, buffer, 0, length, offset));
      },
    });
  } finally {
    closeSync(fd);
  }
}
