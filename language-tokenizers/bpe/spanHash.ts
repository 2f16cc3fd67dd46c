/*
 * The hash that spans of bytes are found by: a polynomial, so that a span's hash follows from those of two prefixes.
 */

export const HASH_MULTIPLIER = 0x0300_0693;

/** The hash of some bytes, one byte further. */
export function extendHash(hash: number, byte: number): number {
  return (Math.imul(hash, HASH_MULTIPLIER) + byte + 1) | 0;
}
