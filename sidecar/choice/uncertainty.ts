import type { Confidence } from '../protocol';

/** Tokens at the beginning whose least probable one is looked at. */
const FIRST = 3;

/**
 * Sums up how sure a model was of an answer. Quantiles, because sums and means favour short answers (Gupta et al.,
 * "Language Model Cascades: Token-Level Uncertainty and Beyond", 2404.10136).
 *
 * @param logProbabilities natural logarithms, one for each token, in order
 * @param firstEntropy entropy of the first token's distribution in nats
 */
export function confidenceOf(
  logProbabilities: readonly number[],
  firstEntropy: number,
): Confidence | undefined {
  const tokens = logProbabilities.length;
  if (tokens === 0) return undefined;
  const sorted = [...logProbabilities].sort((a, b) => a - b);
  return {
    tokens,
    mean: logProbabilities.reduce((sum, one) => sum + one, 0) / tokens,
    q10: quantile(sorted, 0.1),
    q25: quantile(sorted, 0.25),
    leastOfFirst: Math.min(...logProbabilities.slice(0, FIRST)),
    firstEntropy,
  };
}

/** Linear between the two values around it, as R and NumPy have it by default. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low]!;
  return below + (place - low) * ((sorted[low + 1] ?? below) - below);
}
