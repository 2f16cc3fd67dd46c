import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksOf } from '../../../sidecar/drafts/units/dedents';
import { unitsOf } from '../../../sidecar/drafts/units/lexicalUnits';
import { unitText } from '../../../sidecar/drafts/units/unitText';
import { letters, read } from './lib/requests';

const spans = (...args: Parameters<typeof unitsOf>): number[][] =>
  unitsOf(...args).map(({ start, end }) => [start, end]);

describe('lexical units', () => {
  it('are runs of at least two confident tokens', () => {
    const probabilities = [NaN, 0.95, 0.95, 0.2, 0.99, 0.3, 0.9, 1, 0.9];
    expect(spans(probabilities)).toEqual([
      [1, 3],
      [6, 9],
    ]);
    expect(unitsOf(probabilities)[1]!.meanLogProbability).toBeCloseTo((2 * Math.log(0.9)) / 3, 12);
    expect(spans(probabilities, { confident: 0.2 })).toEqual([[1, 9]]);
    expect(spans(probabilities, { confident: 0.96 })).toEqual([]);
    expect(spans([])).toEqual([]);
  });

  it('are cut at sixteen tokens, and a single token that is left is none', () => {
    expect(spans(Array.from({ length: 33 }, () => 1))).toEqual([
      [0, 16],
      [16, 32],
    ]);
    expect(spans([1, 1, 1, 1, 1], { longest: 3 })).toEqual([
      [0, 3],
      [3, 5],
    ]);
  });

  it('tile the confident tokens, whatever the probabilities', () => {
    const probability = fc.oneof(fc.double({ min: 0, max: 1 }), fc.constant(NaN));
    const breaks = fc.func(fc.boolean());
    fc.assert(
      fc.property(
        fc.array(probability),
        fc.integer({ min: 2, max: 6 }),
        breaks,
        (p, longest, breaksBefore) => {
          const units = unitsOf(p, { longest, breaksBefore });
          const covered = new Set<number>();
          for (const { start, end, meanLogProbability } of units) {
            expect(end - start).toBeGreaterThanOrEqual(2);
            expect(end - start).toBeLessThanOrEqual(longest);
            expect(Math.exp(meanLogProbability)).toBeGreaterThanOrEqual(0.9 - 1e-9);
            for (let at = start; at < end; at++) {
              expect(covered.has(at)).toBe(false);
              covered.add(at);
              if (at > start) expect(breaksBefore(at)).toBe(false);
            }
          }
          p.forEach((value, at) => {
            if (covered.has(at)) expect(value).toBeGreaterThanOrEqual(0.9);
            // Outside a unit, a confident token has no confident neighbour that it could have gone together with.
            const goesOn = value >= 0.9 && p[at + 1]! >= 0.9 && !breaksBefore(at + 1);
            if (goesOn && !covered.has(at)) expect(covered.has(at + 1)).toBe(true);
          });
        },
      ),
    );
  });

  it.each([
    ['if a:\n  b\nc', [['if a:\n  b\n', 'c']]],
    ['a\nb\n\n\nc', [['a\nb\n\n\nc']]],
    ['{\n\ta\n\n}', [['{\n\ta\n\n', '}']]],
    ['a\r\n  b\r\n  c\r\nd', [['a\r\n  b\r\n  c\r\n', 'd']]],
    ['  \n  x\n    \n  y', [['  \n  x\n    \n  y']]],
  ])('end where a line of %j is indented less', (text, [expected]) => {
    const bytes = Array.from(text, (letter) => Uint8Array.of(letter.charCodeAt(0)));
    const breaks = breaksOf(bytes);
    const parts = Array.from(text).reduce<string[]>(
      (all, letter, at) => (breaks(at) || at === 0 ? [...all, letter] : all.with(-1, all.at(-1)! + letter)),
      [],
    );
    expect(parts).toEqual(expected);
  });

  it('see a dedent that shares its token with the line break', () => {
    const utf8 = new TextEncoder();
    const breaks = breaksOf(['if', ' x', ':\n   ', ' y', '\n}', ' z'].map((text) => utf8.encode(text)));
    expect([0, 1, 2, 3, 4, 5].map(breaks)).toEqual([false, false, false, false, true, false]);
  });

  it('never hold a control token', () => {
    const text = unitText([...read('ab'), 98, ...read('cd')], [1, 1, 1, 1, 1], letters);
    expect(text.tokens).toEqual([...read('ab'), -1, ...read('cd')]);
    expect(text.units.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [3, 5],
    ]);
  });
});
