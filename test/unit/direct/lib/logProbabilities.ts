import type { Engine, Logits, TokenId } from '../../../../sidecar/engine/engine';
import { logNormaliser } from '../../../../sidecar/engine/logits';
import { never } from '../../sidecar/lib/openEngine';

/** Natural logarithms of the probabilities that logits stand for. */
export function logProbabilities(logits: Logits): Float32Array {
  const whole = logNormaliser(logits);
  return logits.map((logit) => logit - whole);
}

/** Tokens of one call. A sum in another order differs in its last digits, and the cache's half precision shows it. */
const AT_ONCE = 8;

/** The distribution after each of `tokens`, evaluated from nothing. */
export async function distributions(engine: Engine, tokens: readonly TokenId[]): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  await engine.rollback({ length: 0 });
  for (let at = 0; at < tokens.length; at += AT_ONCE) {
    await engine.evaluate(tokens.slice(at, at + AT_ONCE), {
      from: 0,
      read: (_, logits) => found.push(logProbabilities(logits)),
      signal: never,
    });
  }
  return found;
}

/** The largest difference of two probabilities. */
export function distance(one: Float32Array, other: Float32Array): number {
  return one.reduce((most, log, id) => Math.max(most, Math.abs(Math.exp(log) - Math.exp(other[id]!))), 0);
}

/** A number generator (mulberry32) that gives the same numbers for the same seed: integers in [0, below). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
