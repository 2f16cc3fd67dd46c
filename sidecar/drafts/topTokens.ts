import type { Logits, TokenId } from '../engine/engine';

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
  const ids: TokenId[] = [];
  let least = -Infinity;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id]!;
    if (!(logit > least)) continue;
    let at = Math.min(ids.length, TOP - 1);
    for (; at > 0 && logits[ids[at - 1]!]! < logit; at--) ids[at] = ids[at - 1]!;
    ids[at] = id;
    if (ids.length === TOP) least = logits[ids[TOP - 1]!]!;
  }
  if (ids.length === 0) return NOTHING;
  const values = ids.map((id) => logits[id]!);
  const sum = values.reduce((total, value) => total + Math.exp(value - values[0]!), 0);
  return { ids, logits: values, confidence: 1 / sum };
}
