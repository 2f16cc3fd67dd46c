import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distribution, draw, type Sampling } from '../../../sidecar/drafts/verify/distribution';

const logits = fc
  .array(fc.float({ min: -12, max: 12, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((values) => Float32Array.from(values));
const sampling: fc.Arbitrary<Sampling> = fc.record({
  temperature: fc.constantFrom(0, 0.2, 0.7, 1, 1.8),
  topK: fc.integer({ min: 0, max: 12 }),
  topP: fc.constantFrom(0.1, 0.5, 0.95, 1),
});

/** The definition, by sorting everything. */
function slowly(values: Float32Array, { temperature, topK = 0, topP = 1 }: Sampling): number[] {
  let ids = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
  if (temperature === 0) ids = ids.slice(0, 1);
  if (topK > 0) ids = ids.slice(0, topK);
  const weight = (id: number, t: number): number => Math.exp((values[id]! - values[ids[0]!]!) / t);
  const whole = ids.reduce((sum, id) => sum + weight(id, 1), 0);
  let mass = 0;
  ids = ids.filter((id) => {
    const before = mass;
    mass += weight(id, 1);
    return topP >= 1 || before < topP * whole;
  });
  const t = temperature || 1;
  const sum = ids.reduce((total, id) => total + weight(id, t), 0);
  return [...values.keys()].map((id) => (ids.includes(id) ? weight(id, t) / sum : 0));
}

describe('the distribution that tokens are drawn from', () => {
  it('is what sorting, cutting and sharpening give', () => {
    fc.assert(
      fc.property(logits, sampling, (values, how) => {
        const expected = slowly(values, how);
        const actual = distribution(values, how);
        expect(actual).toHaveLength(values.length);
        expected.forEach((p, id) => expect(actual[id]).toBeCloseTo(p, 5));
      }),
      { numRuns: 300 },
    );
  });

  it('is written where it is asked for', () => {
    const into = Float32Array.of(9, 9, 9);
    expect(distribution(Float32Array.of(1, 5, 2), { temperature: 0 }, into)).toBe(into);
    expect([...into]).toEqual([0, 1, 0]);
  });

  it('does not exist where no token is possible', () => {
    const none = Float32Array.of(-Infinity, -Infinity);
    expect(() => distribution(none, { temperature: 1 })).toThrow(RangeError);
    expect(() => distribution(Float32Array.of(NaN), { temperature: 1 })).toThrow(RangeError);
    expect([...distribution(Float32Array.of(-Infinity, 3), { temperature: 1 })]).toEqual([0, 1]);
  });

  it('is drawn from by a uniform number', () => {
    const weights = Float32Array.of(0, 0.25, 0, 0.75, 0);
    expect([0, 0.2499, 0.2501, 0.9999].map((uniform) => draw(weights, uniform))).toEqual([1, 1, 3, 3]);
  });
});
