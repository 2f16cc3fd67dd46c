import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, type Probabilities } from '../../../sidecar/drafts/verify/distribution';
import { greedy } from '../../../sidecar/drafts/verify/greedy';
import type { Judge } from '../../../sidecar/drafts/verify/judge';
import { pointMass } from '../../../sidecar/drafts/verify/pointMass';
import { uniforms } from '../../../sidecar/drafts/verify/random';
import { rejection } from '../../../sidecar/drafts/verify/rejection';
import { relaxedByBest, relaxedByProbability } from '../../../sidecar/drafts/verify/relaxed';
import { chiSquare, chiSquareOfTwo, upperGamma } from './lib/chiSquare';
import { numberOf, textProbabilities, toy, write, type Drafting, type Toy } from './lib/toy';

const SAMPLES = 100_000;
const LENGTH = 3;
/** Below it a difference is taken for real. The seeds are fixed, so a test that passes goes on to pass. */
const REAL = 1e-3;

const MODEL = toy([0.5, 0.3, 0.15, 0.05], [0.1, 0.2, 0.3, 0.4], [0.7, 0, 0.2, 0.1], [0.25, 0.25, 0.25, 0.25]);
const DRAFT = toy([0.3, 0.3, 0.3, 0.1], [0.2, 0.2, 0.1, 0.5], [0.4, 0.3, 0.3, 0], [0.25, 0.25, 0.25, 0.25]);
const DRAWN: Drafting = { model: DRAFT, length: 3, drawn: true };
const CHOSEN: Drafting = { ...DRAWN, drawn: false };
const NONE: Drafting = { ...DRAWN, length: 0 };

interface Sample {
  readonly counts: number[];
  readonly acceptance: number;
}

function sample(judge: Judge, drafting: Drafting, model: Toy = MODEL, seed = 1): Sample {
  const counts = Array.from({ length: model.length ** LENGTH }, () => 0);
  let drafted = 0;
  let accepted = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const written = write(model, judge, drafting, 0, LENGTH, seed * SAMPLES + i);
    counts[numberOf(written.tokens, model.length)]!++;
    drafted += written.drafted;
    accepted += written.accepted;
  }
  return { counts, acceptance: accepted / drafted };
}

const chance = (judge: Judge, drafting: Drafting, model = MODEL): number =>
  chiSquare(sample(judge, drafting, model).counts, textProbabilities(model, 0, LENGTH));

describe('the test of chi square', () => {
  it('has the tables’ critical values', () => {
    expect(upperGamma(1 / 2, 3.841 / 2)).toBeCloseTo(0.05, 4);
    expect(upperGamma(4 / 2, 13.277 / 2)).toBeCloseTo(0.01, 4);
    expect(upperGamma(24 / 2, 51.179 / 2)).toBeCloseTo(0.001, 4);
  });
});

describe('texts of three tokens, drawn 100,000 times', () => {
  it.each<[string, Judge, Drafting]>([
    ['plain sampling', pointMass, NONE],
    ['point-mass drafts', pointMass, CHOSEN],
    ['drawn drafts, verified as point masses', pointMass, DRAWN],
    ['rejection sampling', rejection, DRAWN],
    ['rejection sampling of point-mass drafts', rejection, CHOSEN],
    ['the rule by the best, when nothing is drafted', relaxedByBest({ lossy: true, gamma: 0.5 }), NONE],
  ])('%s: are distributed as the model says', (_, judge, drafting) => {
    expect(chance(judge, drafting)).toBeGreaterThan(REAL);
  });

  it.each([3, 5])('with %i tokens, too', (size) => {
    const row = (shift: number): number[] => {
      const weights = Array.from({ length: size }, (_, i) => 1 + ((i + shift) % size) ** 2);
      const sum = weights.reduce((a, b) => a + b);
      return weights.map((weight) => weight / sum);
    };
    const model = toy(...Array.from({ length: size }, (_, i) => row(i)));
    const draft = toy(...Array.from({ length: size }, (_, i) => row(2 * i + 1)));
    expect(chance(rejection, { model: draft, length: 4, drawn: true }, model)).toBeGreaterThan(REAL);
    expect(chance(pointMass, { model: draft, length: 4, drawn: false }, model)).toBeGreaterThan(REAL);
  });

  it('do not differ from plain sampling, and rejection accepts more', () => {
    const plain = sample(pointMass, NONE, MODEL, 2);
    const [point, rejected] = [sample(pointMass, DRAWN), sample(rejection, DRAWN)];
    expect(chiSquareOfTwo(plain.counts, point.counts)).toBeGreaterThan(REAL);
    expect(chiSquareOfTwo(plain.counts, rejected.counts)).toBeGreaterThan(REAL);
    expect(rejected.acceptance).toBeGreaterThan(point.acceptance * 1.5);
  });

  it.each<[string, Judge, Drafting]>([
    [
      'accepts whatever is drafted',
      (model, drafted, random) => drafted?.token ?? draw(model, random()),
      DRAWN,
    ],
    [
      'draws from the whole model after a rejection',
      (model, drafted, random) => {
        const odds = drafted ? model[drafted.token]! / (drafted.from?.[drafted.token] ?? 1) : 0;
        return drafted && random() < odds ? drafted.token : draw(model, random());
      },
      DRAWN,
    ],
    [
      'takes chosen tokens for drawn ones',
      (model, drafted, random) => rejection(model, drafted && { ...drafted, from: DRAFT[3]! }, random),
      CHOSEN,
    ],
    ['relaxed by probability', relaxedByProbability({ lossy: true, beta: 0.25 }), DRAWN],
    ['relaxed by the best', relaxedByBest({ lossy: true, gamma: 0.5 }), DRAWN],
  ])('a verifier that %s is caught', (_, judge, drafting) => {
    expect(chance(judge, drafting)).toBeLessThan(1e-9);
  });
});

const probabilities = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 12 })
  .filter((weights) => weights.some((weight) => weight > 0))
  .map((weights): Probabilities => {
    const sum = weights.reduce((a, b) => a + b);
    return Float32Array.from(weights, (weight) => weight / sum);
  });

describe('every rule', () => {
  const rules: [string, Judge][] = [
    ['greedy', greedy],
    ['pointMass', pointMass],
    ['rejection', rejection],
    ['relaxedByProbability', relaxedByProbability({ lossy: true, beta: 0.6 })],
    ['relaxedByBest', relaxedByBest({ lossy: true, gamma: 1 })],
  ];
  it.each(rules)('%s: chooses only tokens that have a probability', (_, judge) => {
    fc.assert(
      fc.property(probabilities, probabilities, fc.nat(), fc.nat(11), (model, from, seed, at) => {
        const padded = Float32Array.from(model, (__, i) => from[i] ?? 0);
        const token = judge(model, { token: at, from: padded }, uniforms(seed, at));
        expect(model[token]).toBeGreaterThan(0);
      }),
    );
  });

  it.each(rules)('%s: survives drafts out of range and with distributions of another size', (_, judge) => {
    fc.assert(
      fc.property(probabilities, fc.integer({ min: -2, max: 99 }), fc.nat(), (model, token, seed) => {
        for (const drafted of [{ token }, { token, from: Float32Array.of(1) }, undefined]) {
          expect(model[judge(model, drafted, uniforms(seed, 0))]).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('point mass: writes the same for a seed whatever is drafted', () => {
    fc.assert(
      fc.property(probabilities, fc.nat(11), fc.nat(), (model, token, seed) => {
        const plain = pointMass(model, undefined, uniforms(seed, 3));
        expect(pointMass(model, { token }, uniforms(seed, 3))).toBe(plain);
      }),
    );
  });

  it('rejection: accepts everything of a draft that was drawn from the model itself', () => {
    fc.assert(
      fc.property(probabilities, fc.nat(), (model, seed) => {
        const random = uniforms(seed, 0);
        const token = draw(model, random());
        expect(rejection(model, { token, from: model }, random)).toBe(token);
      }),
    );
  });

  it('relaxed by probability: is greedy from one half on, and lossy below', () => {
    const sure = relaxedByProbability({ lossy: true, beta: 0.85 });
    fc.assert(
      fc.property(probabilities, fc.nat(11), fc.nat(), (model, token, seed) => {
        const random = uniforms(seed, 0);
        expect(sure(model, { token }, random)).toBe(greedy(model, { token }, random));
      }),
    );
    const loose = relaxedByProbability({ lossy: true, beta: 0.3 });
    expect(loose(Float32Array.of(0.6, 0.4), { token: 1 }, () => 0)).toBe(1);
    expect(loose(Float32Array.of(0.8, 0.2), { token: 1 }, () => 0)).toBe(0);
  });
});

describe('uniform numbers', () => {
  it('depend on seed and position alone, and fill the interval evenly', () => {
    expect(uniforms(5, 9)()).toBe(uniforms(5, 9)());
    expect(uniforms(5, 9)()).not.toBe(uniforms(5, 10)());
    const bins = Array.from({ length: 20 }, () => 0);
    const pairs = Array.from({ length: 100 }, () => 0);
    for (let position = 0; position < 50_000; position++) {
      const random = uniforms(7, position);
      const [a, b] = [random(), random()];
      bins[Math.floor(a * 20)]!++;
      pairs[Math.floor(a * 10) * 10 + Math.floor(b * 10)]!++;
    }
    expect(
      chiSquare(
        bins,
        bins.map(() => 1 / 20),
      ),
    ).toBeGreaterThan(REAL);
    expect(
      chiSquare(
        pairs,
        pairs.map(() => 1 / 100),
      ),
    ).toBeGreaterThan(REAL);
  });
});
