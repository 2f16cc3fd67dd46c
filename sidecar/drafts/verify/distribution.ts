import type { Logits, TokenId } from '../../engine/engine';
import { TOP_K, TOP_P } from '../../engine/llama/sampling';
import { bestToken, likeliest } from '../../engine/logits';

/** A probability for each entry of the vocabulary; they sum to 1. */
export type Probabilities = Float32Array;

/** What is made of a model's distribution before a token is drawn from it. */
export interface Sampling {
  /** 0 is greedy: all probability on the likeliest token. */
  readonly temperature: number;
  /** Only so many of the likeliest tokens; 0 or absent for all. */
  readonly topK?: number;
  /** Only the likeliest tokens that together have this probability, among those that `topK` left; 1 or absent for all. */
  readonly topP?: number;
}

/** What every engine makes of its model's distribution at a temperature. */
export function samplingAt(temperature: number): Sampling {
  return { temperature, topK: TOP_K, topP: TOP_P };
}

/** Beyond this distance from the best, in nats, all tokens of a vocabulary together are next to nothing. */
const NEGLIGIBLE = 30;

/**
 * The distribution that a token is drawn from: cut to the likeliest, then sharpened or flattened by the temperature
 * (llama.cpp's order). A draft model's tokens must be drawn after the same cuts as the verifying model's.
 *
 * @param into where the result is written; a new array if absent
 * @throws RangeError when no token has a finite logit
 */
export function distribution(
  logits: Logits,
  sampling: Sampling,
  into: Probabilities = new Float32Array(logits.length),
): Probabilities {
  const best = bestToken(logits);
  const highest = logits[best]!;
  if (!Number.isFinite(highest)) throw new RangeError('No token has a probability.');
  into.fill(0);
  const { temperature } = sampling;
  if (temperature <= 0) {
    into[best] = 1;
    return into;
  }
  const kept = keptTokens(logits, sampling, highest);
  const weight = (id: TokenId): number => Math.exp((logits[id]! - highest) / temperature);
  let sum = 0;
  if (kept) {
    for (const id of kept) sum += into[id] = weight(id);
    for (const id of kept) into[id]! /= sum;
  } else {
    for (let id = 0; id < logits.length; id++) sum += into[id] = weight(id);
    for (let id = 0; id < logits.length; id++) into[id]! /= sum;
  }
  return into;
}

/** The tokens that top-k and top-p leave; undefined for all of them. */
function keptTokens(logits: Logits, sampling: Sampling, highest: number): readonly TokenId[] | undefined {
  const { topK = 0, topP = 1 } = sampling;
  if (topK <= 0 && topP >= 1) return undefined;
  const ranked = topK > 0 ? likeliest(logits, topK).map(({ id }) => id) : ranking(logits, highest);
  if (topP >= 1) return ranked;
  const weights = ranked.map((id) => Math.exp(logits[id]! - highest));
  const whole = weights.reduce((total, weight) => total + weight, 0);
  let mass = 0;
  const end = weights.findIndex((weight) => (mass += weight) >= topP * whole);
  return end < 0 ? ranked : ranked.slice(0, end + 1);
}

/** All tokens that matter, likeliest first. */
function ranking(logits: Logits, highest: number): TokenId[] {
  const ids: TokenId[] = [];
  for (let id = 0; id < logits.length; id++) if (logits[id]! > highest - NEGLIGIBLE) ids.push(id);
  return ids.sort((a, b) => logits[b]! - logits[a]! || a - b);
}

/** Draws a token with a uniform number in [0, 1). The weights need not sum to 1. */
export function draw(weights: Probabilities, uniform: number): TokenId {
  let whole = 0;
  for (const weight of weights) whole += weight;
  let left = uniform * whole;
  let last = 0;
  for (let id = 0; id < weights.length; id++) {
    const weight = weights[id]!;
    if (weight <= 0) continue;
    left -= weight;
    last = id;
    if (left < 0) break;
  }
  return last;
}
