import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topTokens } from '../../../sidecar/engine/topTokens';

it('are the first of all tokens sorted by logit, then id', () => {
  const logits = fc
    .array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(-Infinity)), { minLength: 1, maxLength: 60 })
    .map((values) => Float32Array.from(values));
  fc.assert(
    fc.property(logits, fc.integer({ min: 1, max: 70 }), (values, count) => {
      const sorted = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b || 0);
      const expected = sorted.slice(0, count).map((id) => ({ id, logit: values[id]! }));
      expect(topTokens(values, count)).toEqual(expected);
    }),
  );
});
