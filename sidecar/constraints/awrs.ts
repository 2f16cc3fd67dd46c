import type { TokenId } from '../engine/engine';

/**
 * Adaptive weighted rejection sampling (Lipkin et al., "Fast Controlled Generation from Language Models with Adaptive
 * Weighted Rejection Sampling", 2504.05410): an exact draw from p restricted to the tokens that a constraint allows,
 * without asking the constraint about the whole vocabulary.
 *
 * Tokens are visited in the order of descending keys log p + Gumbel noise, which is that of drawing without
 * replacement; the first that is allowed has exactly the restricted distribution. Here they are drawn so, one by one:
 * that needs no noise for tokens that are never visited.
 */
export interface ValidDraw {
  /** `undefined` where none of the tokens visited is allowed. */
  readonly token: TokenId | undefined;
  /**
   * An estimate of the probability of all allowed tokens together, without bias also for each token: the mean of it
   * over the draws that give a token, times how often they do, is that token's p. 0 without a token, and `undefined`
   * where it was not asked for.
   */
  readonly mass: number | undefined;
  /** Tokens that the constraint was asked about. */
  readonly checks: number;
}

export interface ValidDrawRequest {
  /** Any number from 0 on for each token, in proportion to its probability. */
  readonly weights: Float64Array;
  readonly allow: (id: TokenId) => boolean;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Tokens visited before it is given up. */
  readonly most: number;
  /** Whether to go on to a second allowed token, which the estimate of the mass needs ("improper" without). */
  readonly estimate: boolean;
  /** Tokens known not to be allowed; not for an estimate. */
  readonly rejected?: readonly TokenId[];
}

/** Tokens visited before a completion is ended for want of an allowed one. */
export const MOST_TRIALS = 64;

export function drawAllowed(request: ValidDrawRequest): ValidDraw {
  const weights = Float64Array.from(request.weights);
  for (const id of request.rejected ?? []) weights[id] = 0;
  const total = sum(weights);
  /** Shares of the tokens that were not allowed, in order. */
  const refused: number[] = [];
  let token: TokenId | undefined;
  let share = 0;
  let checks = 0;
  let left = total;
  for (; checks < request.most; checks++) {
    const id = draw(weights, left, request.random);
    if (id === undefined) break;
    const own = weights[id]! / total;
    weights[id] = 0;
    left = Math.max(0, left - own * total);
    if (!request.allow(id)) refused.push(own);
    else if (token === undefined && request.estimate) [token, share] = [id, own];
    else if (token === undefined) return { token: id, mass: undefined, checks: checks + 1 };
    else return { token, mass: massOf(refused, share), checks: checks + 1 };
  }
  if (!request.estimate) return { token, mass: undefined, checks };
  if (token === undefined) return { token, mass: 0, checks };
  // With every token visited, the mass is known; otherwise the visits ended at `most`, as good an end as any.
  return { token, mass: checks < request.most ? share : massOf(refused, share), checks };
}

/**
 * The allowed token with the highest score, found by going down from the highest.
 *
 * @param scores one for each token, -Infinity for none
 */
export function bestAllowed(
  scores: ArrayLike<number>,
  allow: (id: TokenId) => boolean,
  most: number,
): Omit<ValidDraw, 'mass'> {
  const seen = new Set<TokenId>();
  for (let checks = 1; checks <= most; checks++) {
    let best: TokenId | undefined;
    for (let id = 0; id < scores.length; id++) {
      if (scores[id]! > (best === undefined ? -Infinity : scores[best]!) && !seen.has(id)) best = id;
    }
    if (best === undefined) return { token: undefined, checks: checks - 1 };
    if (allow(best)) return { token: best, checks };
    seen.add(best);
  }
  return { token: undefined, checks: most };
}

/** The allowed token with the highest score of all, which may be far down: for constraints that are quick to ask. */
export function bestOfAll(scores: ArrayLike<number>, allow: (id: TokenId) => boolean): TokenId | undefined {
  let best: TokenId | undefined;
  for (let id = 0; id < scores.length; id++) {
    if (scores[id]! > (best === undefined ? -Infinity : scores[best]!) && allow(id)) best = id;
  }
  return best;
}

/**
 * The chance that the allowed token came first, given the refused ones in their order, and that it came among them
 * somewhere. That it comes first has the mass of the allowed tokens as its chance, so this has it as its mean (Rao and
 * Blackwell); and as what ends the visits does not depend on where it came, ending them early does no harm.
 *
 * Drawing without replacement, an order has the product of 1 / (1 - share drawn before) as its weight.
 */
function massOf(refused: readonly number[], share: number): number {
  /** Logarithm of an order's weight against that with the allowed token first. */
  let log = 0;
  let all = 1;
  let before = 0;
  for (const one of refused) {
    // The allowed token moves behind this one: it no longer counts as drawn before it.
    log += logLeft(before + share) - logLeft(before + one);
    all += Math.exp(log);
    before += one;
  }
  return 1 / all;
}

function logLeft(drawn: number): number {
  return Math.log(Math.max(1 - drawn, Number.MIN_VALUE));
}

function draw(weights: Float64Array, left: number, random: () => number): TokenId | undefined {
  let rest = random() * left;
  let last: TokenId | undefined;
  for (let id = 0; id < weights.length; id++) {
    const weight = weights[id]!;
    if (weight === 0) continue;
    last = id;
    rest -= weight;
    if (rest < 0) return id;
  }
  // Rounding: what is left is a hair less than it should be.
  return last;
}

function sum(weights: Float64Array): number {
  let total = 0;
  for (const weight of weights) total += weight;
  return total;
}
