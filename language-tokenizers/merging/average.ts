/**
 * Merging as data, for a runtime that has the hidden states (llama.cpp takes none from outside): which tokens become
 * one, with what weights, and what becomes of their positions. After Saad et al. (arXiv 2507.14423), who average or
 * learn the weights; their formula for the latter could not be had, so the one here is our reading.
 */

/** What a runtime does to the output of one layer. */
export interface MergePlan {
  /** Rows of hidden states that come in. */
  readonly tokens: number;
  /** Exclusive ends of groups, in tokens: one row each goes out. */
  readonly groupEnds: Uint32Array;
  /** Share of each token in its group's row: one divided by the group's tokens. The shares of a group add up to 1. */
  readonly weights: Float32Array;
  /**
   * Position of each group for relative buckets as T5's: that of its first token, so that what is not merged keeps
   * the distances that the model knows. Absolute positions were added at the embedding, and nothing is done to them.
   */
  readonly positions: Uint32Array;
}

/** Weights that are learned: each token's is its share in a softmax over its group of w · h + bias. */
export interface Scorer {
  /** As long as a row; all zeros, as training starts, are the average. */
  readonly w: Float32Array;
  readonly bias: number;
}

/** The plan of groups that tile the tokens, as exclusive ends. */
export function planMerge(groupEnds: Uint32Array): MergePlan {
  const tokens = groupEnds.at(-1) ?? 0;
  const weights = new Float32Array(tokens);
  const positions = new Uint32Array(groupEnds.length);
  groupEnds.forEach((end, group) => {
    const start = group === 0 ? 0 : groupEnds[group - 1]!;
    positions[group] = start;
    weights.fill(1 / (end - start), start, end);
  });
  return { tokens, groupEnds, weights, positions };
}

/** Scorer that training begins with. */
export function newScorer(width: number): Scorer {
  return { w: new Float32Array(width), bias: 0 };
}

/**
 * Carries the plan out on rows of `width` numbers, one for each token. Throws a RangeError where there are not that
 * many.
 */
export function mergeHidden(
  plan: MergePlan,
  hidden: Float32Array,
  width: number,
  scorer?: Scorer,
): Float32Array {
  if (hidden.length !== plan.tokens * width) {
    throw new RangeError(`${hidden.length} numbers are not ${plan.tokens} rows of ${width}.`);
  }
  const merged = new Float32Array(plan.groupEnds.length * width);
  let start = 0;
  plan.groupEnds.forEach((end, group) => {
    const weights = scorer
      ? softmax(scores(hidden, width, start, end, scorer))
      : plan.weights.subarray(start, end);
    for (let token = start; token < end; token++) {
      const weight = weights[token - start]!;
      for (let i = 0; i < width; i++) merged[group * width + i]! += weight * hidden[token * width + i]!;
    }
    start = end;
  });
  return merged;
}

function scores(hidden: Float32Array, width: number, start: number, end: number, { w, bias }: Scorer) {
  return Float64Array.from({ length: end - start }, (_, token) => {
    let score = bias;
    for (let i = 0; i < width; i++) score += w[i]! * hidden[(start + token) * width + i]!;
    return score;
  });
}

function softmax(values: Float64Array): Float64Array {
  const most = values.reduce((a, b) => Math.max(a, b));
  const powers = values.map((value) => Math.exp(value - most));
  const sum = powers.reduce((a, b) => a + b);
  return powers.map((power) => power / sum);
}
