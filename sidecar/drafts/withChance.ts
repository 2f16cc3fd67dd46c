import type { Cut } from './bestLength';

/** Drafts that are to put drafting to the test go on while they have this chance to be right. */
const LEAST_CHANCE = 0.2;

/** What of a draft has a chance to be right, one token at least; its gain is the tokens that are expected of it. */
export function withChance(probabilities: readonly number[]): Cut {
  let [length, reached, gain] = [0, 1, 0];
  for (const probability of probabilities) {
    reached *= probability;
    if (length > 0 && reached < LEAST_CHANCE) break;
    length++;
    gain += reached;
  }
  return { length, gain };
}
