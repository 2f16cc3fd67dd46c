/** A token is confident from this probability on. Ours: the paper's threshold is not known to us. */
export const CONFIDENT = 0.9;
/** Tokens of the longest unit. */
export const LONGEST_UNIT = 16;

/** Tokens in a row that a model expected, each given those before it. */
export interface LexicalUnit {
  /** Index of its first token, and of the one after its last. */
  readonly start: number;
  readonly end: number;
  /** Mean of the natural logarithms of its tokens' probabilities. */
  readonly meanLogProbability: number;
}

export interface UnitOptions {
  /** The least probability of each token; {@link CONFIDENT} if absent. */
  readonly confident?: number;
  /** Tokens of the longest unit, at least 2; {@link LONGEST_UNIT} if absent. */
  readonly longest?: number;
  /** Whether no unit may run from the token before this one into it (see `dedents.ts`). */
  readonly breaksBefore?: (at: number) => boolean;
}

/**
 * The lexical units of a text: the longest runs of at least two confident tokens, cut at the length of the longest
 * (after Lexical Unit Decoding, arXiv 2405.15208, without its training).
 *
 * @param probabilities of each token of the text, given those before it; NaN where it is not known, which is not
 *   confident
 */
export function unitsOf(probabilities: ArrayLike<number>, options: UnitOptions = {}): LexicalUnit[] {
  const { confident = CONFIDENT, longest = LONGEST_UNIT, breaksBefore = () => false } = options;
  const units: LexicalUnit[] = [];
  let start = 0;
  let sum = 0;
  const end = (at: number): void => {
    const length = at - start;
    if (length >= 2) units.push({ start, end: at, meanLogProbability: sum / length });
    start = at;
    sum = 0;
  };
  for (let at = 0; at < probabilities.length; at++) {
    const probability = probabilities[at]!;
    const isConfident = probability >= confident;
    if (!isConfident || at - start === longest || breaksBefore(at)) end(at);
    if (isConfident) sum += Math.log(probability);
    else start = at + 1;
  }
  end(probabilities.length);
  return units;
}
