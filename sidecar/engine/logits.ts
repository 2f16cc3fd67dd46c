import type { Logits, TokenId } from './engine';
import { topTokens } from './topTokens';

/** The token with the highest logit, the first one of equals. */
export function bestToken(logits: Logits): TokenId {
  let best = 0;
  let highest = logits[0]!;
  for (let id = 1; id < logits.length; id++) {
    const logit = logits[id]!;
    if (logit > highest) {
      best = id;
      highest = logit;
    }
  }
  return best;
}

/**
 * Natural logarithm of the sum of all `exp(logit / temperature)`: `logits[id] / temperature` less it is the natural
 * logarithm of that token's probability.
 *
 * @param temperature above 0; 1 is the model's own distribution
 */
export function logNormaliser(logits: Logits, temperature = 1): number {
  const highest = logits[bestToken(logits)]!;
  if (highest === -Infinity) return -Infinity;
  const scale = 1 / temperature;
  let sum = 0;
  for (const logit of logits) sum += Math.exp((logit - highest) * scale);
  return highest / temperature + Math.log(sum);
}

/** Steps of the table for each nat, and nats below the highest logit from which on nothing counts. */
const STEPS = 64;
const FARTHEST = 24;
const TABLE = Float64Array.from({ length: FARTHEST * STEPS + 2 }, (_, at) => Math.exp(-at / STEPS));

/** {@link logNormaliser} at temperature 1 to 0.0001, in half of its time: for what is done at every step. */
export function quickLogNormaliser(logits: Logits): number {
  const highest = logits[bestToken(logits)]!;
  if (highest === -Infinity) return -Infinity;
  let sum = 0;
  for (const logit of logits) {
    const below = (highest - logit) * STEPS;
    if (!(below < FARTHEST * STEPS)) continue;
    const at = below | 0;
    const value = TABLE[at]!;
    sum += value + (below - at) * (TABLE[at + 1]! - value);
  }
  return highest + Math.log(sum);
}

/** A token and the natural logarithm of its probability. */
export interface RankedToken {
  readonly id: TokenId;
  readonly logProbability: number;
}

/** The `count` (at least 1) likeliest tokens, likeliest first; of equals the one with the lower id first. */
export function likeliest(logits: Logits, count: number): RankedToken[] {
  const whole = logNormaliser(logits);
  return topTokens(logits, count).map(({ id, logit }) => ({ id, logProbability: logit - whole }));
}

/** How many tokens are likelier than this one: 0 for the likeliest. */
export function rankOf(logits: Logits, token: TokenId): number {
  const own = logits[token]!;
  let rank = 0;
  for (const logit of logits) if (logit > own) rank++;
  return rank;
}

/** Entropy of the distribution in nats. */
export function entropy(logits: Logits): number {
  const whole = logNormaliser(logits);
  let sum = 0;
  for (const logit of logits) {
    const log = logit - whole;
    if (log > -700) sum -= Math.exp(log) * log;
  }
  return sum;
}
