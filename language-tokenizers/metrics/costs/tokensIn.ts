import type { TokenRun } from '../../bpe/tokenizer';
import { startingBefore } from '../../bpe/tokenRuns';

/** UTF-16 range [start, end) of a text: a function, a selection. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Tokens [first, limit) that start in a range; those of ranges side by side add up to those of both. */
export function tokensIn(tokens: TokenRun, range: TextRange | undefined): { first: number; limit: number } {
  if (!range) return { first: 0, limit: tokens.length };
  return { first: startingBefore(tokens, range.start), limit: startingBefore(tokens, range.end) };
}

/** Number of tokens that start in a range. */
export function countIn(tokens: TokenRun, range: TextRange): number {
  const { first, limit } = tokensIn(tokens, range);
  return limit - first;
}
