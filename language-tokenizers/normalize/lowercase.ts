import { ANYWHERE, type Normalized, type Normalizer } from './normalizer';
import { mapCodePoints } from './filter';

/**
 * Each code point in lower case by itself, so a Greek sigma at a word's end is as elsewhere. The one mapping that
 * makes a text longer is that of U+0130.
 *
 * The case of a letter never changes once it is assigned, but hosts differ in which letters they have: one with
 * Unicode 15 leaves those of 16 (Garay and a few Latin ones) as they are.
 */
export const lowercase: Normalizer = {
  normalize(text): Normalized {
    const plain = text.replaceAll('Σ', 'σ');
    if (!text.includes('İ')) return { text: plain.toLowerCase() };
    return mapCodePoints(plain, (codePoint) => {
      const character = String.fromCodePoint(codePoint);
      const lower = character.toLowerCase();
      return lower === character ? undefined : lower;
    });
  },
  isBoundary: ANYWHERE,
};
