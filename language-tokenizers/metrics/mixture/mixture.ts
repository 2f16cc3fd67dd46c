import type { BpeTokenizer } from '../../bpe/bpeTokenizer';
import { mergeList } from './mergeList';
import { findRivals } from './rivals';
import { solveShares } from './solve';
import type { WordCounts } from './wordCounts';

/** Merges that are explained unless the caller says otherwise. */
export const MIXTURE_MERGES = 1000;

/** A kind of text that the training data may have been of, by a sample of it. */
export interface Category {
  readonly name: string;
  readonly words: WordCounts;
}

export interface MixtureEstimate {
  /** What share of the bytes of the training data each category was, if there were no others. */
  readonly shares: readonly { readonly name: string; readonly share: number }[];
  /** Merges that were used. */
  readonly merges: number;
  /**
   * Slack in relation to the frequency of all merged pairs: 0 where the categories explain every merge. The larger it
   * is, the less the categories are those of the training data.
   */
  readonly unexplained: number;
  /** False where the solver stopped before it knew the optimum. */
  readonly converged: boolean;
}

export const MIXTURE_FACTS = {
  id: 'mixture',
  name: 'Mixture of the training data',
  definition:
    'The shares of the given categories under which the order of the merges is best explained as that of the most ' +
    'frequent pairs.',
  source: 'data mixture inference, arXiv 2407.16607; samples, number of merges and solver are ours',
  ours: false,
} as const;

/**
 * Estimates the mixture of the texts that a byte-pair vocabulary was trained on from the order of its first merges.
 * Throws a RangeError for less than two categories, and for samples without text.
 */
export function estimateMixture(
  tokenizer: BpeTokenizer,
  categories: readonly Category[],
  limit = MIXTURE_MERGES,
): MixtureEstimate {
  if (categories.length < 2) throw new RangeError('A mixture is of two categories at least.');
  const empty = categories.find(({ words }) => words.counts.size === 0);
  if (empty) throw new RangeError(`The sample of ${empty.name} has no text.`);
  const rivals = findRivals(
    mergeList(tokenizer, limit),
    categories.map(({ words }) => words.counts),
    tokenizer.vocabulary,
  );
  const { shares, slack, converged } = solveShares(rivals);
  const merged = rivals.rates.reduce(
    (sum, rates) => sum + rates.reduce((rate, one, i) => rate + one * shares[i]!, 0),
    0,
  );
  return {
    shares: categories.map(({ name }, i) => ({ name, share: shares[i]! })),
    merges: rivals.merges.length,
    unexplained: merged === 0 ? 0 : slack / merged,
    converged,
  };
}
