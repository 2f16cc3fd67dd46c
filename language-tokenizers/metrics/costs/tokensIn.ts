import type { TokenRun } from '../../bpe/tokenizer';

/** UTF-16 range [start, end) of a text: a function, a selection. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Tokens [first, limit) that start in a range; those of ranges side by side add up to those of both. */
export function tokensIn(
  { starts, length }: TokenRun,
  range: TextRange | undefined,
): { first: number; limit: number } {
  if (!range) return { first: 0, limit: length };
  return { first: firstFrom(starts, length, range.start), limit: firstFrom(starts, length, range.end) };
}

/** Number of tokens that start in a range. */
export function countIn(tokens: TokenRun, range: TextRange): number {
  const { first, limit } = tokensIn(tokens, range);
  return limit - first;
}

/** The first of some increasing numbers that is not below `value`. */
function firstFrom(numbers: Uint32Array, length: number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
