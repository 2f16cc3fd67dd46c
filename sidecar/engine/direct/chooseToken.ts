import type { Logits, TokenId, Want } from '../engine';
import { bestToken, likeliest, type RankedToken } from '../logits';
import { draw, samplerOptions } from '../llama/sampling';

/** Candidates looked at before the whole vocabulary is. */
const SHORT_LIST = 128;

/**
 * The token after `position`. At temperature 0 the likeliest one; above it one drawn from the 40 likeliest, of those as
 * many as make up 95 % of their probability, with a seed of the position's own: a draft changes nothing.
 */
export function chooseToken(logits: Logits, want: Want, position: number): TokenId {
  const { temperature, topK, topP, seed } = samplerOptions(want, position);
  if (topK === undefined || topP === undefined || seed === undefined) return bestToken(logits);
  return drawFrom(nucleus(likeliest(logits, topK), topP), temperature, seed)!;
}

/** The likeliest of the allowed tokens, or above temperature 0 one drawn from them; undefined when there are none. */
export function chooseAllowed(
  logits: Logits,
  allow: (id: TokenId) => boolean,
  want: Want,
  position: number,
): TokenId | undefined {
  const { temperature, seed = 0 } = samplerOptions(want, position);
  let allowed = likeliest(logits, Math.min(SHORT_LIST, logits.length)).filter(({ id }) => allow(id));
  if (allowed.length === 0) allowed = allAllowed(logits, allow);
  return temperature <= 0 ? allowed[0]?.id : drawFrom(allowed, temperature, seed);
}

/** All that are allowed, likeliest first. */
function allAllowed(logits: Logits, allow: (id: TokenId) => boolean): RankedToken[] {
  const allowed: RankedToken[] = [];
  logits.forEach((logProbability, id) => {
    if (allow(id)) allowed.push({ id, logProbability });
  });
  return allowed.sort((a, b) => b.logProbability - a.logProbability);
}

/** The first candidates, as many as have the share `topP` of the probability of all given. */
function nucleus(candidates: readonly RankedToken[], topP: number): readonly RankedToken[] {
  const weights = candidates.map(({ logProbability }) => Math.exp(logProbability));
  const enough = topP * weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const last = weights.findIndex((weight) => (sum += weight) >= enough);
  return candidates.slice(0, last + 1);
}

/** Draws one by the probabilities that the candidates have at a temperature. */
function drawFrom(
  candidates: readonly RankedToken[],
  temperature: number,
  seed: number,
): TokenId | undefined {
  const highest = candidates[0]?.logProbability ?? 0;
  return draw(
    candidates.map(
      ({ id, logProbability }) => [id, Math.exp((logProbability - highest) / temperature)] as const,
    ),
    seed,
  );
}
