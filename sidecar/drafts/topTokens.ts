import type { Logits, TokenId } from '../engine/engine';
import { topTokens as likeliestOf } from '../engine/topTokens';

/** Tokens that are looked for. */
export const TOP = 8;

/** The likeliest tokens of a position, likeliest first, and how likely the first one is at most. */
export interface TopTokens {
  readonly ids: readonly TokenId[];
  /** Their logits. */
  readonly logits: readonly number[];
  /** Probability of the first among them: somewhat more than its probability among all. */
  readonly confidence: number;
}

const NOTHING: TopTokens = { ids: [], logits: [], confidence: 0 };
let latest = NOTHING;

/**
 * The likeliest tokens, by one look at each logit and no exponential function but theirs: sources ask at every
 * position, and a decode should hardly be slower for it. Asked again for the same logits, as by the next source, it
 * does not look again.
 */
export function topTokens(logits: Logits): TopTokens {
  // The array may hold another position's logits by now: those of eight tokens tell them apart.
  const isSame = latest.ids.length > 0 && latest.ids.every((id, at) => logits[id] === latest.logits[at]);
  if (!isSame) latest = look(logits);
  return latest;
}

function look(logits: Logits): TopTokens {
  const found = likeliestOf(logits, TOP).filter(({ logit }) => logit > -Infinity);
  const [first] = found;
  if (!first) return NOTHING;
  const sum = found.reduce((total, { logit }) => total + Math.exp(logit - first.logit), 0);
  return { ids: found.map(({ id }) => id), logits: found.map(({ logit }) => logit), confidence: 1 / sum };
}
