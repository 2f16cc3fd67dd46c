import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topTokens } from '../../../sidecar/drafts/topTokens';
import { likeliest } from '../../../sidecar/engine/logits';

const logits = fc
  .array(fc.oneof(fc.float({ min: -30, max: 30, noNaN: true }), fc.constant(-Infinity)), { minLength: 1 })
  .map((values) => Float32Array.from(values));

describe('the top tokens', () => {
  it('are the likeliest eight, and the first is no likelier than they say', () => {
    const reused = new Float32Array(300);
    fc.assert(
      fc.property(logits, fc.boolean(), (values, again) => {
        // One array for all positions, as engines have it.
        reused.fill(-Infinity);
        reused.set(values);
        const top = topTokens(reused);
        if (again) expect(topTokens(reused)).toBe(top);
        const possible = likeliest(values, 8).filter(({ id }) => values[id]! > -Infinity);
        expect(top.ids).toEqual(possible.map(({ id }) => id));
        if (!possible[0]) return;
        expect(top.confidence).toBeGreaterThanOrEqual(Math.exp(possible[0].logProbability) - 1e-6);
        if (possible.length < 8) expect(top.confidence).toBeCloseTo(Math.exp(possible[0].logProbability), 4);
      }),
    );
  });

  it('are none where there is nothing to look at', () => {
    for (const nothing of [[], [NaN], [-Infinity, -Infinity]]) {
      expect(topTokens(Float32Array.from(nothing))).toEqual({ ids: [], logits: [], confidence: 0 });
    }
  });
});
