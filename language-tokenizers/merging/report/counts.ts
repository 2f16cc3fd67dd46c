/** What merging finds in a stretch of text: a file, a function, a selection, or many of them added up. */
export interface MergeCounts {
  readonly bytes: number;
  /** Tokens of the model. */
  readonly tokens: number;
  /** Steps that are left of them. */
  readonly merged: number;
  /** Units of code, without white space. */
  readonly units: number;
  readonly identifiers: number;
  /** Tokens of one identifier and nothing else, blanks aside. */
  readonly identifierTokens: number;
  /** Identifiers that have such tokens, each a run of them. */
  readonly identifierRuns: number;
  /** Tokens of two units or more. */
  readonly straddlers: number;
}

/** Shares and ratios of the counts; 0 where there is nothing to divide by. */
export interface MergeRatios {
  /** Share of the tokens that merging saves. */
  readonly reduction: number;
  readonly tokensPerUnit: number;
  /** Over identifiers that have tokens of their own. */
  readonly tokensPerIdentifier: number;
  readonly identifierTokenShare: number;
  readonly straddlerShare: number;
}

export const NO_COUNTS: MergeCounts = {
  bytes: 0,
  tokens: 0,
  merged: 0,
  units: 0,
  identifiers: 0,
  identifierTokens: 0,
  identifierRuns: 0,
  straddlers: 0,
};

export function addCounts(one: MergeCounts, other: MergeCounts): MergeCounts {
  return {
    bytes: one.bytes + other.bytes,
    tokens: one.tokens + other.tokens,
    merged: one.merged + other.merged,
    units: one.units + other.units,
    identifiers: one.identifiers + other.identifiers,
    identifierTokens: one.identifierTokens + other.identifierTokens,
    identifierRuns: one.identifierRuns + other.identifierRuns,
    straddlers: one.straddlers + other.straddlers,
  };
}

export function ratiosOf(counts: MergeCounts): MergeRatios {
  const { tokens, merged, units, identifierTokens, identifierRuns, straddlers } = counts;
  const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return {
    reduction: ratio(tokens - merged, tokens),
    tokensPerUnit: ratio(tokens, units),
    tokensPerIdentifier: ratio(identifierTokens, identifierRuns),
    identifierTokenShare: ratio(identifierTokens, tokens),
    straddlerShare: ratio(straddlers, tokens),
  };
}
