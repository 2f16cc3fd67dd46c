import type { DecodeCosts } from './costs';

/** How much of a draft to verify. */
export interface Cut {
  readonly length: number;
  /** Tokens for the time of one plain token. */
  readonly gain: number;
}

/** A draft must promise to be faster by so much: its probabilities and the costs are estimates. */
const LEAST_GAIN = 1.05;

/**
 * Cuts a draft where it gives the most tokens for its time: a position more is worth its cost as long as the chance
 * that it is reached and right is above the price of the larger batch.
 *
 * @param probabilities of each token, given that those before it are right
 * @param affords whether a decode of that cost may be made
 * @returns undefined where plain decoding is as fast, or as good as
 */
export function bestLength(
  probabilities: readonly number[],
  costs: Pick<DecodeCosts, 'ratio'>,
  affords: (cost: number) => boolean,
): Cut | undefined {
  let best: Cut | undefined;
  let reached = 1;
  let expected = 1;
  for (const [at, probability] of probabilities.entries()) {
    const cost = costs.ratio(at + 2);
    if (!affords(cost)) break;
    reached *= probability;
    expected += reached;
    const gain = expected / cost;
    if (gain >= LEAST_GAIN && gain > (best?.gain ?? 0)) best = { length: at + 1, gain };
  }
  return best;
}
