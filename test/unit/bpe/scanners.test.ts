import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENCODINGS } from '../../../language-tokenizers/bpe/encodings';
import { READ_AHEAD } from '../../../language-tokenizers/bpe/scanners/scanner';
import { writeUnits } from '../../../language-tokenizers/text/codeUnits';
import { hostileText } from './support';

describe.each([...ENCODINGS.values()])('the scanner of $name', ({ createScanner, pattern }) => {
  const scanner = createScanner();
  const expression = toJavaScript(pattern);

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

  it('splits as the regular expression does', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const expected = [...text.matchAll(expression)].map((match) => match.index + match[0].length);
        expect(scan(text).map(({ end }) => end)).toEqual(expected);
      }),
      { numRuns: 10_000 },
    );
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

/** Rust's syntax in JavaScript's, as far as the patterns use it. */
function toJavaScript(pattern: string): RegExp {
  const source = pattern
    .replaceAll("(?i:'s|'t|'re|'ve|'m|'ll|'d)", "(?:'[sSſ]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL]{2}|'[dD])")
    .replaceAll('\\s', '\\p{White_Space}')
    .replaceAll('\\S', '\\P{White_Space}');
  return new RegExp(source, 'gu');
}
