import type { Logits, TokenId, Want } from '../engine';
import { bestToken } from '../logits';
import { draw, samplerOptions } from '../llama/sampling';
import { topTokens, type ScoredToken } from '../topTokens';

/** Candidates looked at before the whole vocabulary is. */
const SHORT_LIST = 128;

/**
 * The token after `position`. At temperature 0 the likeliest one; above it one drawn from the 40 likeliest, of those as
 * many as make up 95 % of their probability, with a seed of the position's own: a draft changes nothing.
 */
export function chooseToken(logits: Logits, want: Want, position: number): TokenId {
  const { temperature, topK, topP, seed } = samplerOptions(want, position);
  if (topK === undefined || topP === undefined || seed === undefined) return bestToken(logits);
  return drawFrom(nucleus(topTokens(logits, topK), topP), temperature, seed)!;
}

/** The likeliest of the allowed tokens, or above temperature 0 one drawn from them; undefined when there are none. */
export function chooseAllowed(
  logits: Logits,
  allow: (id: TokenId) => boolean,
  want: Want,
  position: number,
): TokenId | undefined {
  const { temperature, seed = 0 } = samplerOptions(want, position);
  let allowed = topTokens(logits, SHORT_LIST).filter(({ id }) => allow(id));
  if (allowed.length === 0) allowed = allAllowed(logits, allow);
  return temperature <= 0 ? allowed[0]?.id : drawFrom(allowed, temperature, seed);
}

/** All that are allowed, likeliest first. */
function allAllowed(logits: Logits, allow: (id: TokenId) => boolean): ScoredToken[] {
  const allowed: ScoredToken[] = [];
  logits.forEach((logit, id) => {
    if (allow(id)) allowed.push({ id, logit });
  });
  return allowed.sort((a, b) => b.logit - a.logit);
}

/** The first candidates, as many as have the share `topP` of the probability of all given. */
function nucleus(candidates: readonly ScoredToken[], topP: number): readonly ScoredToken[] {
  const weights = weightsOf(candidates, 1);
  const enough = topP * weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const last = weights.findIndex((weight) => (sum += weight) >= enough);
  return candidates.slice(0, last + 1);
}

/** Draws one by the probabilities that the candidates have at a temperature. */
function drawFrom(
  candidates: readonly ScoredToken[],
  temperature: number,
  seed: number,
): TokenId | undefined {
  const weights = weightsOf(candidates, temperature);
  return draw(
    candidates.map(({ id }, at) => [id, weights[at]!] as const),
    seed,
  );
}

/** Numbers in proportion to the candidates' probabilities. */
function weightsOf(candidates: readonly ScoredToken[], temperature: number): number[] {
  const highest = candidates[0]?.logit ?? 0;
  return candidates.map(({ logit }) => Math.exp((logit - highest) / temperature));
}
