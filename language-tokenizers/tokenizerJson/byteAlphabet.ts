/*
 * The alphabet in which byte-level tokens are written: each byte is one printable character, itself where it is
 * one, else one from U+0100 on. GPT-2's, which every byte-level tokenizer.json has.
 */

/** Bytes that stand for themselves: printable ASCII and Latin-1, without space, no-break space and soft hyphen. */
function isPrintable(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
}

/** Byte of each character of the alphabet, by code unit; -1 for what is none. */
const BYTES = new Int16Array(0x144).fill(-1);
for (let byte = 0, others = 0; byte < 256; byte++) BYTES[isPrintable(byte) ? byte : 0x100 + others++] = byte;

/** The byte that a character of the alphabet stands for, by code unit; -1 for what is none. */
export function byteOfUnit(unit: number): number {
  return BYTES[unit] ?? -1;
}

/** The bytes of a token that is written in the alphabet; undefined for one with other characters. */
export function bytesOfToken(token: string): Uint8Array | undefined {
  const bytes = new Uint8Array(token.length);
  for (let i = 0; i < token.length; i++) {
    const byte = byteOfUnit(token.charCodeAt(i));
    if (byte < 0) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}
