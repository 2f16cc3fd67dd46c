import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestToken,
  entropy,
  likeliest,
  logNormaliser,
  quickLogNormaliser,
  rankOf,
} from '../../../sidecar/engine/logits';

const logits = fc
  .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values));

describe('logits', () => {
  it('give probabilities that sum to 1, whatever is added to all of them', () => {
    fc.assert(
      fc.property(logits, fc.integer({ min: -50, max: 50 }), (values, shift) => {
        const moved = values.map((value) => value + shift);
        const whole = logNormaliser(moved);
        const sum = moved.reduce((total, value) => total + Math.exp(value - whole), 0);
        expect(sum).toBeCloseTo(1, 4);
        expect(entropy(moved)).toBeCloseTo(entropy(values), 3);
      }),
    );
  });

  it('are normalised quickly to four digits', () => {
    const wide = fc.array(fc.float({ min: -200, max: 200, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(wide, (values) => {
        const given = Float32Array.from(values);
        expect(Math.abs(quickLogNormaliser(given) - logNormaliser(given))).toBeLessThan(1e-4);
      }),
    );
    const nothing = Float32Array.of(-Infinity, -Infinity);
    expect([quickLogNormaliser(nothing), logNormaliser(nothing)]).toEqual([-Infinity, -Infinity]);
    expect(quickLogNormaliser(Float32Array.of(3, -Infinity))).toBeCloseTo(3, 6);
  });

  it('rank tokens as sorting does', () => {
    fc.assert(
      fc.property(logits, fc.integer({ min: 1, max: 50 }), (values, count) => {
        const sorted = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
        expect(likeliest(values, count).map(({ id }) => id)).toEqual(sorted.slice(0, count));
        expect(bestToken(values)).toBe(sorted[0]);
        expect(rankOf(values, sorted[0]!)).toBe(0);
      }),
    );
  });

  it('know the entropy of even and of certain distributions', () => {
    expect(entropy(new Float32Array(8))).toBeCloseTo(Math.log(8), 6);
    expect(entropy(Float32Array.of(0, -Infinity, -Infinity))).toBe(0);
  });
});
