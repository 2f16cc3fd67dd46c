import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestAllowed, drawAllowed } from '../../../sidecar/constraints/awrs';
import { uniform } from '../../../sidecar/constraints/random';
import { sampledWeights } from '../../../sidecar/constraints/sampledWeights';

/** A toy grammar: after "(", only what keeps the brackets right; tokens by their weights. */
const WEIGHTS = Float64Array.of(30, 22, 14, 11, 8, 6, 4, 2.5, 1.5, 1);
const VALID = new Set([1, 4, 6, 7, 9]);
const TOTAL = WEIGHTS.reduce((sum, weight) => sum + weight, 0);
const MASS = [...VALID].reduce((sum, id) => sum + WEIGHTS[id]!, 0) / TOTAL;
const SAMPLES = 100_000;

function draws(options: { most?: number; estimate?: boolean; seed?: number }) {
  const random = uniform(options.seed ?? 1);
  const { most = 64, estimate = false } = options;
  return Array.from({ length: SAMPLES }, () =>
    drawAllowed({ weights: WEIGHTS, allow: (id) => VALID.has(id), random, most, estimate }),
  );
}

/** Pearson's statistic of counts against the masked distribution. */
function chiSquare(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const id of VALID) {
    const expected = (SAMPLES * WEIGHTS[id]!) / TOTAL / MASS;
    sum += ((counts.get(id) ?? 0) - expected) ** 2 / expected;
  }
  return sum;
}

/** The 99.9 % point of the chi-square distribution with 4 degrees of freedom. */
const CRITICAL = 18.47;

function count(tokens: readonly (number | undefined)[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of tokens) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

describe('drawing an allowed token', () => {
  it('gives the distribution that masking the whole vocabulary gives', () => {
    const counts = count(draws({}).map(({ token }) => token));
    expect([...counts.keys()].sort()).toEqual([...VALID]);
    expect(chiSquare(counts)).toBeLessThan(CRITICAL);
  });

  it('would be caught with another distribution: the test can fail', () => {
    const random = uniform(3);
    const even = Array.from({ length: SAMPLES }, () => [...VALID][Math.floor(random() * VALID.size)]);
    expect(chiSquare(count(even))).toBeGreaterThan(CRITICAL);
  });

  it.each([64, 4, 2])(
    'estimates the mass of all allowed tokens without bias, visiting at most %d',
    (most) => {
      const all = draws({ estimate: true, most, seed: most });
      const masses = all.map(({ mass }) => mass!);
      const mean = masses.reduce((sum, mass) => sum + mass, 0) / SAMPLES;
      const variance = masses.reduce((sum, mass) => sum + (mass - mean) ** 2, 0) / SAMPLES;
      expect(Math.abs(mean - MASS)).toBeLessThan(4 * Math.sqrt(variance / SAMPLES));
      // Also of each token: with its weight, a draw stands for the token's own probability.
      for (const id of VALID) {
        const own = all.map(({ token, mass }) => (token === id ? mass! : 0));
        const p = own.reduce((sum, mass) => sum + mass, 0) / SAMPLES;
        const error = Math.sqrt(own.reduce((sum, mass) => sum + (mass - p) ** 2, 0)) / SAMPLES;
        expect(Math.abs(p - WEIGHTS[id]! / TOTAL)).toBeLessThan(4 * error);
      }
    },
  );

  it('asks about few tokens of a large vocabulary', () => {
    const random = uniform(5);
    const weights = Float64Array.from({ length: 50_000 }, (_, id) => 1 / (id + 1));
    let checks = 0;
    for (let i = 0; i < 200; i++) {
      const drawn = drawAllowed({ weights, allow: (id) => id % 3 !== 0, random, most: 64, estimate: false });
      expect(drawn.token! % 3).not.toBe(0);
      checks += drawn.checks;
    }
    expect(checks / 200).toBeLessThan(4);
  });

  it('gives nothing where nothing is allowed, after `most` visits or all tokens', () => {
    const nothing = { weights: WEIGHTS, allow: () => false, random: uniform(1), estimate: true };
    expect(drawAllowed({ ...nothing, most: 5 })).toEqual({ token: undefined, mass: 0, checks: 5 });
    expect(drawAllowed({ ...nothing, most: 64 })).toEqual({ token: undefined, mass: 0, checks: 10 });
    const zeros = { ...nothing, weights: new Float64Array(4), most: 64 };
    expect(drawAllowed(zeros)).toEqual({ token: undefined, mass: 0, checks: 0 });
  });

  it('knows the mass of the only allowed token, and never draws one that was refused before', () => {
    const one = drawAllowed({
      weights: WEIGHTS,
      allow: (id) => id === 6,
      random: uniform(2),
      most: 64,
      estimate: true,
    });
    expect(one).toMatchObject({ token: 6, checks: 10 });
    expect(one.mass).toBeCloseTo(0.04, 12);
    const random = uniform(9);
    for (let i = 0; i < 500; i++) {
      const rejected = [0, 1, 2];
      const { token } = drawAllowed({
        weights: WEIGHTS,
        allow: () => true,
        random,
        most: 64,
        estimate: false,
        rejected,
      });
      expect(rejected).not.toContain(token);
    }
  });
});

describe('the best allowed token', () => {
  it('is the first allowed one of all, sorted', () => {
    const scores = fc.array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        scores,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 40 }),
        (all, modulus, most) => {
          const sorted = [...all.keys()].sort((a, b) => all[b]! - all[a]! || a - b).slice(0, most);
          const at = sorted.findIndex((id) => id % modulus === 0);
          const found = bestAllowed(all, (id) => id % modulus === 0, most);
          expect(found.token).toBe(sorted[at]);
          expect(found.checks).toBe(at < 0 ? sorted.length : at + 1);
        },
      ),
    );
  });

  it('is none of those without a score', () => {
    expect(bestAllowed([-Infinity, -Infinity], () => true, 64).token).toBeUndefined();
  });
});

describe('the weights of a sampler', () => {
  it('cuts to the likeliest, then to their share, and sharpens what is left', () => {
    const logits = Float32Array.from([0.4, 0.3, 0.15, 0.1, 0.05], Math.log);
    const kept = (weights: Float64Array): number[] => [...weights.keys()].filter((id) => weights[id]! > 0);
    expect(kept(sampledWeights(logits, { temperature: 1, topK: 3, topP: 1 }))).toEqual([0, 1, 2]);
    expect(kept(sampledWeights(logits, { temperature: 1, topK: 5, topP: 0.8 }))).toEqual([0, 1, 2]);
    expect(kept(sampledWeights(logits, { temperature: 1, topK: 9, topP: 0.1 }))).toEqual([0]);
    const sharp = sampledWeights(logits, { temperature: 0.5, topK: 5, topP: 1 });
    expect(sharp[1]! / sharp[0]!).toBeCloseTo((0.3 / 0.4) ** 2, 5);
  });
});
