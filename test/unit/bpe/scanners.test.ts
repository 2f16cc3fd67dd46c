import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../../language-tokenizers/bpe/encodings';
import { READ_AHEAD } from '../../../language-tokenizers/bpe/scanners/scanner';
import { writeUnits } from '../../../language-tokenizers/text/codeUnits';
import { adversarialStrings } from '../../../scripts/verify/hostile.mjs';
import { classRuns, pinnedPattern } from './pinnedPattern';
import { firstDifference, hostileText } from './support';

/** One encoding for each split pattern. */
const DISTINCT = ['o200k_base', 'cl100k_base', 'r50k_base'].map((name) => ENCODINGS.get(name)!);

it('has a pattern for every encoding', () => {
  const patterns = new Set(DISTINCT.map(({ pattern }) => pattern));
  expect([...ENCODINGS.values()].filter(({ pattern }) => !patterns.has(pattern))).toEqual([]);
  expect(patterns.size).toBe(3);
});

describe.each(DISTINCT)('the scanner of $name', ({ createScanner, pattern }) => {
  const scanner = createScanner();
  const expression = pinnedPattern(pattern);

  function scan(text: string): { end: number; reach: number }[] {
    const units = new Uint16Array(text.length);
    writeUnits(text, units);
    const found = [];
    for (let start = 0; start < text.length;) {
      const end = scanner.next(units, start, text.length);
      found.push({ end, reach: scanner.reach });
      start = end;
    }
    return found;
  }

  function expectSameSplit(text: string): void {
    const ends = scan(text).map(({ end }) => end);
    const expected: number[] = [];
    // `test` and not `matchAll`: millions of matches, and no object for each.
    for (expression.lastIndex = 0; expression.test(text);) expected.push(expression.lastIndex);
    const at = firstDifference(ends, expected);
    if (at >= 0) {
      const from = ends[at - 1] ?? 0;
      expect.fail(`${JSON.stringify(text.slice(from, from + 60))}: ${ends[at]} is not ${expected[at]}`);
    }
  }

  // All code points of a class are alike to a scanner, and unicode.test.ts has the class of each.
  it('splits as the regular expression does at both ends of every run of one class, and inside', () => {
    for (const [first, last] of classRuns()) {
      for (const codePoint of [first, (first + last) >> 1, last]) {
        const it = String.fromCodePoint(codePoint);
        expectSameSplit(`a${it}b A${it}${it}1 ${it}(${it}\n${it}'s${it} \n${it}'LL`);
      }
    }
  });

  it('splits as the regular expression does on hostile texts', () => {
    for (const text of adversarialStrings(20_000)) expectSameSplit(text);
  });

  it('decides as before while nothing changes within its reach', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.nat(60), (text, other, offset) => {
        const kept = text.slice(0, offset);
        const changed = scan(kept + other);
        let start = 0;
        for (const [i, { end, reach }] of scan(text).entries()) {
          if (reach > kept.length) break;
          expect(changed[i]?.end, `from ${start}`).toBe(end);
          start = end;
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('reads no further ahead than it promises', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const found = scan(text);
        found.forEach(({ reach }, i) => {
          const later = found[i + READ_AHEAD];
          if (later) expect(reach).toBeLessThanOrEqual(later.end);
        });
      }),
      { numRuns: 10_000 },
    );
  });
});
