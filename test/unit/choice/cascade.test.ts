import { describe, expect, it } from 'vitest';
import {
  DEFAULT_GATE,
  gateFor,
  reasonToDefer,
  runCascade,
  type CascadeRequest,
} from '../../../sidecar/choice/cascade';
import { Gates } from '../../../sidecar/choice/gates';
import { MeasuredEngine } from '../../../sidecar/choice/measuredEngine';
import { confidenceOf, quantile } from '../../../sidecar/choice/uncertainty';
import type { Confidence } from '../../../sidecar/protocol';
import { logNormaliser } from '../../../sidecar/engine/logits';
import { toyLogits, ToyEngine } from './toyEngine';

const never = new AbortController().signal;
const SURE = confidenceOf([-0.1, -0.2, -0.1, -0.3], 0.2)!;
const UNSURE = confidenceOf([-0.1, -6, -0.1, -0.3], 0.2)!;

describe('the summary of an answer', () => {
  it('has quantiles as NumPy has them', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBeCloseTo(1.75, 12);
    expect(quantile([5], 0.9)).toBe(5);
    const summary = confidenceOf([-3, -1, -2, -9], 1.5)!;
    expect(summary).toMatchObject({ tokens: 4, mean: -3.75, leastOfFirst: -3, firstEntropy: 1.5 });
    expect(summary.q10).toBeCloseTo(-7.2, 12);
    expect(summary.q25).toBeCloseTo(-4.5, 12);
    expect(confidenceOf([], 0)).toBeUndefined();
  });

  it('is measured on the way, drafts or not, where logits are cheap', async () => {
    const expected: number[] = [];
    const tokens = [1, 2, 3];
    const plain = new ToyEngine(9, false);
    await plain.sync(tokens, never);
    while (tokens.length < 9)
      tokens.push(...(await plain.step(tokens.slice(-1), [], { temperature: 0, seed: 0 })).tokens);
    for (let at = 3; at < 9; at++) {
      const logits = toyLogits(tokens.slice(0, at), 9);
      expected.push(logits[tokens[at]!]! - logNormaliser(logits));
    }
    for (const draft of [[], tokens.slice(4, 6), [tokens[4]!, 0]]) {
      const engine = new MeasuredEngine(new ToyEngine(9, false));
      await engine.sync(tokens.slice(0, 3), never);
      const seen = await engine.step([3], [], { temperature: 0, seed: 0 });
      for (let last = seen.tokens; engine.cached.length < 8;)
        last = (
          await engine.step(last.slice(-1), engine.cached.length === 3 ? draft : [], {
            temperature: 0,
            seed: 0,
          })
        ).tokens;
      const confidence = engine.confidence(6)!;
      const sum = confidenceOf(expected, 0)!;
      expect(confidence.q25).toBeCloseTo(sum.q25, 3);
      expect(confidence.mean).toBeCloseTo(sum.mean, 3);
    }
  });
});

describe('the gate', () => {
  it('names what made it defer', () => {
    expect(reasonToDefer(SURE)).toBeUndefined();
    expect(reasonToDefer(UNSURE)).toBe('leastOfFirst');
    expect(reasonToDefer({ ...SURE, firstEntropy: 9 })).toBe('firstEntropy');
    expect(reasonToDefer({ ...SURE, q10: -9 })).toBe('q10');
    expect(reasonToDefer({ ...SURE, q25: -9 })).toBe('q25');
    expect(reasonToDefer(undefined)).toBeUndefined();
  });

  it('can be set to defer a share', () => {
    const seen = Array.from({ length: 100 }, (_, i): Confidence => ({ ...SURE, q25: -i / 10 }));
    const deferred = (share: number): number =>
      seen.filter((one) => reasonToDefer(one, gateFor(seen, share))).length;
    expect([0, 0.3, 0.5].map(deferred)).toEqual([0, 30, 50]);
    expect(reasonToDefer(SURE, gateFor([], 0.5))).toBeUndefined();
  });
});

describe('gates by what was seen', () => {
  const answers = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i): Confidence => ({ ...SURE, q25: -(from + i) }));
  const deferring = (gates: Gates, seen: readonly Confidence[]): number =>
    seen.filter((one) => reasonToDefer(one, gates.of('a'))).length;

  it('are the fixed one until there are 50 answers, and then let a quarter of the last 200 go', () => {
    const gates = new Gates();
    for (const one of answers(49)) gates.note('a', one);
    expect(gates.of('a')).toBe(DEFAULT_GATE);
    gates.note('a', SURE);
    expect(gates.of('a')).not.toBe(DEFAULT_GATE);
    for (const one of answers(200, 1000)) gates.note('a', one);
    expect(deferring(gates, answers(200, 1000))).toBe(50);
  });

  it('are each model’s own', () => {
    const gates = new Gates();
    for (const one of answers(100)) gates.note('b', one);
    expect(gates.of('a')).toBe(DEFAULT_GATE);
  });
});

describe('a cascade', () => {
  const ask = (small: Confidence | undefined, changes: Partial<CascadeRequest<{ by: string }>> = {}) => {
    let asked = 0;
    const cascaded = runCascade<{ by: string }>({
      small: () => Promise.resolve({ by: 'small' }),
      large: () => {
        asked++;
        return Promise.resolve({ by: 'large' });
      },
      confidence: () => small,
      gate: DEFAULT_GATE,
      signal: never,
      ...changes,
    });
    return cascaded.then((result) => ({ ...result, asked }));
  };

  it('asks the larger model only where the small one is not sure', async () => {
    expect(await ask(SURE)).toEqual({ answer: { by: 'small' }, by: 'small', asked: 0 });
    expect(await ask(undefined)).toMatchObject({ by: 'small', asked: 0 });
    expect(await ask(UNSURE)).toEqual({
      answer: { by: 'large' },
      by: 'large',
      deferredBy: 'leastOfFirst',
      asked: 1,
    });
  });

  it('keeps the answer that is there when the larger model fails', async () => {
    const large = () => Promise.reject(new Error('no memory'));
    expect(await ask(UNSURE, { large })).toMatchObject({
      answer: { by: 'small' },
      failure: new Error('no memory'),
    });
  });

  it('ends when told: before, between and in the larger model', async () => {
    await expect(ask(SURE, { signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow('before');
    const between = new AbortController();
    const small = () => {
      between.abort(new Error('between'));
      return Promise.resolve({ by: 'small' });
    };
    await expect(ask(UNSURE, { small, signal: between.signal })).rejects.toThrow('between');
    const within = new AbortController();
    const large = () => {
      within.abort(new Error('within'));
      return Promise.reject(new Error('cancelled'));
    };
    await expect(ask(UNSURE, { large, signal: within.signal })).rejects.toThrow('within');
    await expect(ask(UNSURE, { small: () => Promise.reject(new Error('small')) })).rejects.toThrow('small');
  });
});
