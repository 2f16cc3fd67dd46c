import { createHash } from 'node:crypto';
import { type Key, KEY_WORDS } from '../../language-tokenizers/scan/cache/hash128';

/** 128 bits of BLAKE2b, the fastest of OpenSSL's where the processor knows no SHA: a repository can't make two files of one key. */
export function contentKey(bytes: Uint8Array): Key {
  const digest = createHash('blake2b512').update(bytes).digest();
  return Uint32Array.from({ length: KEY_WORDS }, (_, i) => digest.readUInt32LE(4 * i));
}
