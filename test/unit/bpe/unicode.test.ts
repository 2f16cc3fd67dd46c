import { Tiktoken } from 'tiktoken';
import { expect, it } from 'vitest';
import { everyCodePoint } from '../../../scripts/verify/hostile.mjs';
import { classRuns } from './pinnedPattern';

/** Each byte is a token: what tiktoken gives are the bytes of what its pattern matched. */
const BYTES = Array.from({ length: 256 }, (_, byte) => Buffer.of(byte).toString('base64'));
const RANKS = ['!', '0', ...BYTES].join(' ');

/** The code points that tiktoken's regular expressions match with `pattern`. */
function matched(pattern: string): string {
  const tiktoken = new Tiktoken(RANKS, {}, pattern);
  try {
    let found = '';
    for (const text of everyCodePoint(10_000, (it) => it)) {
      found += Buffer.from(tiktoken.encode_ordinary(text)).toString('utf8');
    }
    return found;
  } finally {
    tiktoken.free();
  }
}

/** The code points, surrogates aside, whose class in our table is one of `letters`. */
function inTable(letters: string): string {
  let found = '';
  for (const [first, last, letter] of classRuns()) {
    if (!letters.includes(letter)) continue;
    for (let codePoint = first; codePoint <= last; codePoint++) {
      if (codePoint < 0xd800 || codePoint > 0xdfff) found += String.fromCodePoint(codePoint);
    }
  }
  return found;
}

it('classes cover all of Unicode', () => {
  expect(classRuns().at(-1)?.[1]).toBe(0x10ffff);
  let codePoints = 0;
  for (const text of everyCodePoint(10_000, (it) => it)) codePoints += Array.from(text).length;
  expect(codePoints).toBe(1_112_064);
});

// Compared as booleans: a difference of a million characters is slow to print.
it.each([
  ['\\p{Lu}|\\p{Lt}', 'U'],
  ['\\p{Ll}', 'L'],
  ['\\p{Lm}|\\p{Lo}', 'C'],
  ['\\p{M}', 'M'],
  ['\\p{N}', 'N'],
  ['\\s', 'S'],
  ['\\p{L}', 'ULC'],
])('every code point of %s is what tiktoken takes for one', (pattern, letters) => {
  expect(matched(pattern) === inTable(letters)).toBe(true);
});

it.each([
  ['s', 'Ssſ'],
  ['d', 'Dd'],
  ['m', 'Mm'],
  ['t', 'Tt'],
  ['l', 'Ll'],
  ['v', 'Vv'],
  ['r', 'Rr'],
  ['e', 'Ee'],
])('without regard for case, %s is what the scanners take for it', (letter, same) => {
  expect(matched(`(?i:${letter})`)).toBe(same);
});
