import { expect } from 'vitest';
import type { Engine, TokenId } from '../../../../sidecar/engine/engine';
import { likeliest } from '../../../../sidecar/engine/logits';
import { never } from '../../sidecar/lib/openEngine';

/** Batches of other sizes round otherwise; of two tokens closer than this, in nats, either may come first. */
const TIE = 1e-3;

/**
 * Expects two greedy answers to be equal, or to part where the model's two likeliest tokens are as good as equal:
 * they are two different texts from there on.
 *
 * @returns true when they are equal
 */
export async function expectSame(
  engine: Engine,
  prompt: readonly TokenId[],
  actual: readonly TokenId[],
  expected: readonly TokenId[],
): Promise<boolean> {
  expect(actual).toHaveLength(expected.length);
  const at = actual.findIndex((token, i) => token !== expected[i]);
  if (at < 0) return true;
  const text = [...prompt, ...expected.slice(0, at)];
  await engine.sync(text, never);
  await engine.evaluate(text.slice(-1), {
    from: 0,
    signal: never,
    read: (_, logits) => {
      const [first, second] = likeliest(logits, 2);
      expect([first!.id, second!.id]).toContain(actual[at]);
      expect(first!.logProbability - second!.logProbability).toBeLessThan(TIE);
    },
  });
  return false;
}
