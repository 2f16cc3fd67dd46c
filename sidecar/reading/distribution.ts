import type { Logits, TokenId } from '../engine/engine';
import type { RankedToken } from '../engine/logits';

/** What one position's distribution says of the token that stands there. */
export interface TokenReading {
  /** Natural logarithm of its probability. */
  readonly logProbability: number;
  /** How many tokens are likelier: 0 for the likeliest. */
  readonly rank: number;
  /** Entropy of the whole distribution in nats: the surprisal to expect here. */
  readonly entropy: number;
  /** The likeliest tokens, likeliest first; of equals the one with the lower id first. */
  readonly likeliest: readonly RankedToken[];
}

/** Logits that are further below the highest than this add less than one part in 10^11 to the sum over any vocabulary. */
const DEPTH = 40;
const STEPS = 64;
const SCALE = STEPS / Math.LN2;
const UNIT = Math.LN2 / STEPS;
/** 2^(-i / STEPS). */
const POWERS = Float64Array.from({ length: Math.ceil(DEPTH * SCALE) + 1 }, (_, i) => 2 ** (-i / STEPS));

/**
 * Reads a distribution in one pass: what `logNormaliser`, `rankOf`, `likeliest` and `entropy` of engine/logits.ts
 * find in five. Sums are kept relative to the highest logit so far and rescaled when a higher one comes (the online
 * softmax of Milakov and Gimelshein, 1805.02867). Probabilities are right to nine digits: exp(-d) is a power of two
 * from a table times the first terms of the rest's series.
 *
 * @param count how many of the likeliest tokens to name; those of probability 0 are never named
 */
export function readDistribution(logits: Logits, token: TokenId, count: number): TokenReading {
  const own = logits[token]!;
  // The highest logit is looked for in any case.
  const places = Math.max(1, count);
  const ids = new Int32Array(places);
  let found = 0;
  let least = -Infinity;
  let highest = -Infinity;
  let rank = 0;
  let sum = 0;
  let weighted = 0;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id]!;
    if (logit > own) rank++;
    if (logit > least) {
      if (logit > highest) {
        const rise = logit - highest;
        const scale = Math.exp(-rise);
        weighted = sum === 0 ? 0 : scale * (weighted + rise * sum);
        sum *= scale;
        highest = logit;
      }
      found = insert(ids, found, id, logits);
      if (found === places) least = logits[ids[places - 1]!]!;
    }
    const below = highest - logit;
    if (below < DEPTH) {
      const step = (below * SCALE) | 0;
      const rest = step * UNIT - below;
      const weight = POWERS[step]! * (1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6))));
      sum += weight;
      weighted += weight * below;
    }
  }
  const logSum = Math.log(sum);
  const likeliest = Array.from(ids.subarray(0, Math.min(found, count)), (id) => ({
    id,
    logProbability: logits[id]! - highest - logSum,
  }));
  return {
    logProbability: own === -Infinity ? -Infinity : own - highest - logSum,
    rank,
    entropy: sum === 0 ? 0 : logSum + weighted / sum,
    likeliest,
  };
}

/** Puts an id in its place among the `found` likeliest, whose last one falls out where all places are taken. */
function insert(ids: Int32Array, found: number, id: TokenId, logits: Logits): number {
  const logit = logits[id]!;
  let at = Math.min(found, ids.length - 1);
  for (; at > 0 && logits[ids[at - 1]!]! < logit; at--) ids[at] = ids[at - 1]!;
  ids[at] = id;
  return Math.min(found + 1, ids.length);
}
