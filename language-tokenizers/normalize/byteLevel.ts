import { mapCodePoints } from './filter';
import { ANYWHERE, type Normalizer } from './normalizer';

/** GPT-2's characters for bytes: themselves where they can be seen, else the next free ones from U+0100 on. */
export const BYTE_CHARACTERS: readonly string[] = byteCharacters();

function byteCharacters(): string[] {
  let free = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const isVisible = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    return String.fromCharCode(isVisible ? byte : free++);
  });
}

const encoder = new TextEncoder();

/** Each byte of the text's UTF-8 as a character. */
export const byteLevel: Normalizer = {
  normalize: (text) =>
    mapCodePoints(text, (codePoint) => {
      if (codePoint > 0x20 && codePoint < 0x7f) return undefined;
      const bytes = encoder.encode(String.fromCodePoint(codePoint));
      return Array.from(bytes, (byte) => BYTE_CHARACTERS[byte]!).join('');
    }),
  isBoundary: ANYWHERE,
};
