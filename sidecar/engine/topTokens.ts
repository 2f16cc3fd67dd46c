import type { Logits, TokenId } from './engine';

/** A token and its logit. */
export interface ScoredToken {
  readonly id: TokenId;
  readonly logit: number;
}

/**
 * The `count` likeliest tokens, likeliest first; of equals the one with the lower id first. One look at each logit and
 * no logarithms: a step takes this each time it samples.
 */
export function topTokens(logits: Logits, count: number): ScoredToken[] {
  const size = Math.min(count, logits.length);
  const ids = new Int32Array(size);
  const values = new Float32Array(size).fill(-Infinity);
  let held = 0;
  let lowest = -Infinity;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id]!;
    if (held === size && logit <= lowest) continue;
    let at = held < size ? held++ : size - 1;
    for (; at > 0 && values[at - 1]! < logit; at--) {
      values[at] = values[at - 1]!;
      ids[at] = ids[at - 1]!;
    }
    values[at] = logit;
    ids[at] = id;
    lowest = values[size - 1]!;
  }
  return Array.from(ids, (id, at) => ({ id, logit: values[at]! }));
}
