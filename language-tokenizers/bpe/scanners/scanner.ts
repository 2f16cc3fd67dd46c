/**
 * Cuts a text into pre-tokens, the pieces that byte pairs are merged within. One hand-written scanner stands for
 * the regular expression of each encoding: an expression can't say how far it read, and its `\p{…}` follow the
 * host's version of Unicode.
 *
 * No decision looks behind its start, and none reads more than `readAhead` pre-tokens past its own.
 */
export interface Scanner {
  /** End of the pre-token that starts at units[start], `start` < `limit`; the text ends at `limit`. */
  next(units: Uint16Array, start: number, limit: number): number;
  /**
   * After `next`: the decision stands as long as the units before this offset do. Past `limit` when the end of
   * the text was part of it.
   */
  readonly reach: number;
  /** READ_AHEAD where it is absent. */
  readonly readAhead?: number;
  /** Splits a whole text at once from its start, and can't be taken up in the middle of one that was edited. */
  readonly whole?: boolean;
}

/** Bound, with room to spare, on the pre-tokens after its own that a scanner's decision may have read. */
export const READ_AHEAD = 8;
