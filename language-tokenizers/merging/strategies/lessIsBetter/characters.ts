import { isHighSurrogate, isLowSurrogate, pairCodePoint } from '../../../text/codePoints';

export const LINE_END = 10;

/** The code points of a text; a lone surrogate is one by itself. */
export function charactersOf(text: string): Uint32Array {
  const characters = new Uint32Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (isHighSurrogate(unit) && isLowSurrogate(next)) {
      characters[count++] = pairCodePoint(unit, next);
      i++;
    } else characters[count++] = unit;
  }
  return characters.subarray(0, count);
}

/** Bytes of a code point in UTF-8; three for a surrogate, as for U+FFFD. */
export function utf8Width(character: number): number {
  if (character < 0x80) return 1;
  if (character < 0x800) return 2;
  return character < 0x10000 ? 3 : 4;
}
