import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RandomAccess } from '../language-tokenizers/gguf/byteReader';
import type { OpenFile } from '../language-tokenizers/registry/host';

/**
 * Opens a file to read at any place.
 *
 * @throws the file system's own errors, here and when it is read
 */
export function openFile(file: string): OpenFile {
  const fd = openSync(file, 'r');
  return {
    size: fstatSync(fd).size,
    read(offset, length) {
      const buffer = Buffer.allocUnsafe(length);
      let read = 0;
      while (read < length) {
        const more = readSync(fd, buffer, read, length - read, offset + read);
        if (more === 0) break;
        read += more;
      }
      return buffer.subarray(0, read);
    },
    close: () => closeSync(fd),
  };
}

/** Opens a file for the time that `use` takes. */
export function withFile<T>(file: string, use: (source: RandomAccess) => T): T {
  const source = openFile(file);
  try {
    return use(source);
  } finally {
    source.close();
  }
}
