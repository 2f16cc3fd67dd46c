import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entropy, likeliest, logNormaliser, rankOf } from '../../../sidecar/engine/logits';
import { readDistribution } from '../../../sidecar/reading/distribution';

const finite = fc.float({ min: -120, max: 60, noNaN: true });
/** Ties, sparse ones, and far-away ones among them. */
const value = fc.oneof(finite, fc.constantFrom(0, 1, -3, 40), fc.constant(-Infinity));
const logits = fc
  .tuple(finite, fc.array(value, { maxLength: 60 }), fc.nat())
  .map(([one, more, at]) => Float32Array.from(more.toSpliced(at % (more.length + 1), 0, one)));

describe('a distribution read in one pass', () => {
  it('is what separate passes find', () => {
    fc.assert(
      fc.property(logits, fc.nat(), fc.integer({ min: 0, max: 70 }), (values, pick, count) => {
        const token = pick % values.length;
        const read = readDistribution(values, token, count);
        const own = values[token]! - logNormaliser(values);
        if (own === -Infinity) expect(read.logProbability).toBe(-Infinity);
        else expect(read.logProbability).toBeCloseTo(own, 6);
        expect(read.rank).toBe(rankOf(values, token));
        expect(read.entropy).toBeCloseTo(entropy(values), 6);
        const named = count === 0 ? [] : likeliest(values, count);
        const possible = named.filter(({ id }) => values[id]! > -Infinity);
        expect(read.likeliest.map(({ id }) => id)).toEqual(possible.map(({ id }) => id));
        read.likeliest.forEach((one, i) =>
          expect(one.logProbability).toBeCloseTo(possible[i]!.logProbability, 6),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is right to nine digits for a vocabulary of real size', () => {
    const values = Float32Array.from({ length: 49_152 }, (_, i) => 20 * Math.sin(i * i * 0.7));
    const read = readDistribution(values, 123, 3);
    let sum = 0;
    for (const logit of values) sum += Math.exp(logit - 20);
    expect(read.logProbability).toBeCloseTo(values[123]! - 20 - Math.log(sum), 8);
    expect(read.entropy).toBeCloseTo(entropy(values), 8);
  });

  it('knows of nothing where nothing is possible', () => {
    const nothing = new Float32Array(5).fill(-Infinity);
    expect(readDistribution(nothing, 2, 3)).toEqual({
      logProbability: -Infinity,
      rank: 0,
      entropy: 0,
      likeliest: [],
    });
  });
});
