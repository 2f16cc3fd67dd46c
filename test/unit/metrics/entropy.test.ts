import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionalEntropy, entropyOf, renyiEntropy } from '../../../language-tokenizers/metrics/entropy';
import { PairCounts } from '../../../language-tokenizers/metrics/collectors/pairCounts';
import { entropy } from '../../../language-tokenizers/metrics/sample/entropy';
import { BYTES, measure, plain, randomNumbers, smallTokenizer, valuesOf } from './support';

const bytes = smallTokenizer(BYTES);

describe('closed forms', () => {
  it('of equally frequent outcomes is the logarithm of their number, of every order', () => {
    const counts = new Uint32Array(64).fill(7);
    expect(entropyOf(counts).plugIn).toBeCloseTo(6, 12);
    for (const alpha of [0, 0.5, 2, 2.5, 10]) expect(renyiEntropy(counts, alpha)).toBeCloseTo(6, 12);
  });

  it('of a coin is that of its bias', () => {
    const h = (p: number): number => -p * Math.log2(p) - (1 - p) * Math.log2(1 - p);
    expect(entropyOf([900, 100]).plugIn).toBeCloseTo(h(0.9), 12);
    expect(renyiEntropy([900, 100], 2)).toBeCloseTo(-Math.log2(0.9 ** 2 + 0.1 ** 2), 12);
  });

  it('corrects the bias as Miller and Madow do, and takes zeros for nothing', () => {
    const { plugIn, corrected, total, distinct } = entropyOf([3, 0, 5, 2, 0]);
    expect([total, distinct]).toEqual([10, 3]);
    expect(corrected - plugIn).toBeCloseTo(2 / (20 * Math.LN2), 12);
    expect(entropyOf([])).toEqual({ plugIn: 0, corrected: 0, total: 0, distinct: 0 });
  });

  it('given its context is the mean over contexts', () => {
    // After the first context a fair coin, after the second, met as often, always the same.
    const { plugIn } = conditionalEntropy([50, 50, 100], [100, 100]);
    expect(plugIn).toBeCloseTo(0.5, 12);
  });

  it('lies between nothing and the logarithm of the outcomes, Rényi below Shannon above order 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 }), (counts) => {
        const { plugIn } = entropyOf(counts);
        expect(plugIn).toBeGreaterThanOrEqual(0);
        expect(plugIn).toBeLessThanOrEqual(Math.log2(counts.length) + 1e-9);
        expect(renyiEntropy(counts, 2.5)).toBeLessThanOrEqual(plugIn + 1e-9);
      }),
    );
  });

  it('has no Rényi entropy of order 1', () => {
    expect(() => renyiEntropy([1, 2], 1)).toThrow(RangeError);
  });
});

describe('pairs', () => {
  it('are counted as a map counts them, across growth', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 3000 }), (pairs) => {
        const table = new PairCounts(1 << 20);
        const expected = new Map<string, number>();
        for (const [first, second] of pairs) {
          const key = `${first} ${second}`;
          const number = table.add(first, second);
          expected.set(key, (expected.get(key) ?? 0) + 1);
          expect(table.counts[number]).toBe(expected.get(key));
        }
        expect(table.size).toBe(expected.size);
        expect([...table.counts].sort()).toEqual([...expected.values()].sort());
        expect(table.countsOfFirsts(61).reduce((a, b) => a + b, 0)).toBe(pairs.length);
      }),
      { numRuns: 30 },
    );
  });

  it('beyond the limit are not counted, and said to be missing', () => {
    const table = new PairCounts(2);
    expect([table.add(1, 1), table.add(2, 2), table.add(3, 3), table.add(1, 1)]).toEqual([0, 1, -1, 0]);
    expect(table.isFull).toBe(true);
    expect([...table.counts]).toEqual([2, 1]);
  });
});

describe('H1 to H3', () => {
  const letters = 'abcdefgh';

  it('of independent letters are the entropy of a letter', async () => {
    const shares = [0.3, 0.2, 0.15, 0.1, 0.1, 0.05, 0.05, 0.05];
    const expected = -shares.reduce((sum, p) => sum + p * Math.log2(p), 0);
    const random = randomNumbers(1);
    const draw = (): string => {
      let rest = random();
      for (const [i, share] of shares.entries()) if ((rest -= share) < 0) return letters[i]!;
      return letters[7]!;
    };
    const texts = Array.from({ length: 5 }, () =>
      plain(Array.from({ length: 40_000 }, draw).join(''), bytes),
    );
    const found = valuesOf(await measure(entropy, bytes, texts));
    expect(found['h1']).toBeCloseTo(expected, 2);
    expect(found['h2']).toBeCloseTo(expected, 2);
    expect(found['h3']).toBeCloseTo(expected, 2);
    // What is not corrected is too low.
    expect(found['h3Uncorrected']).toBeLessThan(found['h3']!);
  });

  it('of a chain are less from H2 on', async () => {
    // The next letter is the one after, or with a chance of 1/4 the one after that.
    const random = randomNumbers(2);
    let at = 0;
    const next = (): string => letters[(at = (at + (random() < 0.25 ? 2 : 1)) % 8)]!;
    const text = plain(Array.from({ length: 100_000 }, next).join(''), bytes);
    const found = valuesOf(await measure(entropy, bytes, [text]));
    const rate = -0.25 * Math.log2(0.25) - 0.75 * Math.log2(0.75);
    expect(found['h1']).toBeCloseTo(3, 2);
    expect(found['h2']).toBeCloseTo(rate, 2);
    expect(found['h3']).toBeCloseTo(rate, 2);
  });

  it('are refused where contexts are many and tokens few, with the reason', async () => {
    const { values } = await measure(entropy, bytes, [plain('abcdefgh'.repeat(10), bytes)]);
    const refused = Object.fromEntries(values.map(({ key, refused: reason }) => [key, reason]));
    expect(refused['h1']).toBeUndefined();
    expect(refused['h2']).toBe('79 tokens are too few: 8 contexts need 400');
    expect(refused['h3']).toBe('78 tokens are too few: 8 contexts need 400');
    expect(valuesOf(await measure(entropy, bytes, []))['h1']).toBeUndefined();
  });

  it('know no context across the border of two texts', async () => {
    const apart = Array.from({ length: 200 }, (_, i) => plain(i % 2 === 0 ? 'ab' : 'ba', bytes));
    const found = valuesOf(await measure(entropy, bytes, apart));
    expect(found['h2Uncorrected']).toBe(0);
  });
});
