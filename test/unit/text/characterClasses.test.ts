import { describe, expect, it } from 'vitest';
import * as classes from '../../../language-tokenizers/text/characterClasses';
import { writeUnits } from '../../../language-tokenizers/text/codeUnits';

const { UPPER, LOWER, LETTER, NUMBER, SPACE, NEWLINE } = classes;

function classOf(text: string): number {
  const units = new Uint16Array(text.length);
  writeUnits(text, units);
  return classes.classAt(units, 0, text.length);
}

describe('classes of code points', () => {
  it.each([
    ['A', UPPER | LETTER],
    ['ǅ', UPPER | LETTER],
    ['a', LOWER | LETTER],
    ['ʰ', UPPER | LOWER | LETTER],
    ['中', UPPER | LOWER | LETTER],
    ['\u0301', UPPER | LOWER],
    ['4', NUMBER],
    ['Ⅷ', NUMBER],
    ['½', NUMBER],
    [' ', SPACE],
    ['\u0085', SPACE],
    ['\n', SPACE | NEWLINE],
    ['\r', SPACE | NEWLINE],
    ['\ufeff', 0],
    ['_', 0],
    ['😀', 0],
    ['\ud800', 0],
    ['\udc00', 0],
    ['𝒳', UPPER | LETTER],
    ['𠀀', UPPER | LOWER | LETTER],
  ])('%j', (text, expected) => {
    expect(classOf(text)).toBe(expected);
  });

  it('are those of Unicode 16, whatever the host has', () => {
    // U+A7CB came with 16, U+A7CE with 17, where U+0295 also became a letter without case.
    expect(classOf('\ua7cb')).toBe(UPPER | LETTER);
    expect(classOf('\ua7ce')).toBe(0);
    expect(classOf('\u0295')).toBe(LOWER | LETTER);
  });

  it('agree with the host on what was there long before', () => {
    const properties: [RegExp, number][] = [
      [/^\p{L}$/u, LETTER],
      [/^\p{N}$/u, NUMBER],
      [/^[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]$/u, UPPER],
      [/^[\p{Ll}\p{Lm}\p{Lo}\p{M}]$/u, LOWER],
      [/^\p{White_Space}$/u, SPACE],
    ];
    // Latin, Greek and Cyrillic, kana, ideographs and faces.
    for (const [first, last] of [
      [0, 0x24f],
      [0x391, 0x52f],
      [0x3041, 0x3096],
      [0x4e00, 0x9fa5],
      [0x1f600, 0x1f64f],
    ] as const) {
      for (let codePoint = first; codePoint <= last; codePoint++) {
        const text = String.fromCodePoint(codePoint);
        const expected = properties.reduce(
          (sum, [property, flag]) => sum | (property.test(text) ? flag : 0),
          0,
        );
        expect(classOf(text) & ~NEWLINE, codePoint.toString(16)).toBe(expected);
      }
    }
  });
});
