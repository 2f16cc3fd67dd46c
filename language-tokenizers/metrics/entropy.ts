/** Entropies of count tables, in bits. */

export interface Entropy {
  /** Of the observed frequencies, the maximum likelihood or plug-in estimate, which on average is too low. */
  readonly plugIn: number;
  /** With the bias correction of Miller and Madow (1955): (m - 1) / (2 T ln 2) more. */
  readonly corrected: number;
  /** Observations, T. */
  readonly total: number;
  /** Outcomes that were observed, m. */
  readonly distinct: number;
}

/** H = -Σ p log2 p of the outcomes of which `counts` says how often each was observed; zeros count as never. */
export function entropyOf(counts: Iterable<number>): Entropy {
  const { total, distinct, weighted } = sums(counts);
  const plugIn = total === 0 ? 0 : Math.max(0, Math.log2(total) - weighted / total);
  return { plugIn, corrected: plugIn + correction(distinct, total), total, distinct };
}

/**
 * Entropy of an outcome given its context, H(context, outcome) - H(context). `joint` counts the pairs and `contexts`
 * the contexts of the very same observations.
 */
export function conditionalEntropy(joint: Iterable<number>, contexts: Iterable<number>): Entropy {
  const both = entropyOf(joint);
  const context = entropyOf(contexts);
  const plugIn = Math.max(0, both.plugIn - context.plugIn);
  const corrected = Math.max(0, both.corrected - context.corrected);
  return { plugIn, corrected, total: both.total, distinct: context.distinct };
}

/**
 * Rényi entropy of order `alpha`, log2(Σ p^alpha) / (1 - alpha): the larger the order, the more the frequent outcomes
 * weigh. Throws a RangeError for order 1, which is {@link entropyOf}'s, and below 0.
 */
export function renyiEntropy(counts: Iterable<number>, alpha: number): number {
  if (!(alpha >= 0) || alpha === 1) throw new RangeError(`No Rényi entropy of order ${alpha} here.`);
  const all = [...counts].filter((count) => count > 0);
  const total = all.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const power = all.reduce((sum, count) => sum + (count / total) ** alpha, 0);
  return Math.log2(power) / (1 - alpha);
}

function correction(distinct: number, total: number): number {
  return total === 0 ? 0 : (distinct - 1) / (2 * total * Math.LN2);
}

function sums(counts: Iterable<number>): { total: number; distinct: number; weighted: number } {
  let total = 0;
  let distinct = 0;
  let weighted = 0;
  for (const count of counts) {
    if (count === 0) continue;
    total += count;
    distinct++;
    weighted += count * Math.log2(count);
  }
  return { total, distinct, weighted };
}
