import { describe, expect, it } from 'vitest';
import { TokompilerError } from '../../../language-tokenizers/tokompiler/error';
import type { NameClass } from '../../../language-tokenizers/tokompiler/nameClass';
import {
  isNumberToken,
  numberNames,
  numberTokens,
  tokensNumber,
} from '../../../language-tokenizers/tokompiler/numbering';

const all = (name: NameClass, count: number): NameClass[] => Array.from({ length: count }, () => name);
const random = (seed: number) => ({ order: 'random', seed }) as const;

describe('by first appearance', () => {
  it('each class counts for itself', () => {
    const classes: NameClass[] = ['variable', 'number', 'variable', 'type', 'number'];
    expect([...numberNames(classes, { order: 'first' }, false)]).toEqual([0, 0, 1, 0, 1]);
  });

  it('ends at 1,000 names of a class', () => {
    expect(numberNames(all('number', 1000), { order: 'first' }, false).at(-1)).toBe(999);
    expect(() => numberNames(all('number', 1001), { order: 'first' }, false)).toThrow(
      new TokompilerError(
        'There are 1,001 names of the class "num", and numbers for 1,000: take a part of the text, or wide numbering.',
      ),
    );
    expect(numberNames(all('number', 1500), { order: 'first' }, true).at(-1)).toBe(1499);
  });
});

describe('drawn', () => {
  it('the same seed draws the same, another other numbers', () => {
    const draw = (seed: number) => [...numberNames(all('variable', 20), random(seed), false)];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('numbers come once, from 0 to 1000', () => {
    const drawn = numberNames(all('variable', 1000), random(5), false);
    expect(new Set(drawn).size).toBe(1000);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(1000);
  });

  it('all are as likely, 0 and 1000 among them', () => {
    const counts = new Uint32Array(1001);
    const rounds = 2000;
    for (let seed = 0; seed < rounds; seed++)
      for (const number of numberNames(all('type', 100), random(seed), false)) counts[number]!++;
    const expected = (rounds * 100) / 1001;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 1,000 degrees of freedom: a mean of 1,000 and a deviation of 45.
    expect(chiSquare).toBeGreaterThan(700);
    expect(chiSquare).toBeLessThan(1300);
    expect(counts[0]).toBeGreaterThan(0);
    expect(counts[1000]).toBeGreaterThan(0);
  });

  it('wide ones come once, too', () => {
    expect(new Set(numberNames(all('variable', 3000), random(5), true)).size).toBe(3000);
  });
});

it('numbers become tokens and come back', () => {
  for (const number of [0, 7, 1000, 1001, 1099, 1_002_000, 1_002_001, 4_000_000_000]) {
    const tokens = numberTokens(number);
    expect(tokens.every(isNumberToken)).toBe(true);
    expect(tokensNumber(tokens)).toBe(number);
  }
  expect([1000, 1001, 1_002_001].map((number) => numberTokens(number).join(' '))).toEqual([
    '1000',
    '1 0',
    '1 0 0',
  ]);
  expect(['', '01', '1001', '-1', undefined].some(isNumberToken)).toBe(false);
});
