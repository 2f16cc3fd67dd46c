import { BpeTokenizer } from '../../bpe/bpeTokenizer';
import { TokenPairs } from '../../bpe/tokenPairs';
import type { Tokenizer } from '../../bpe/tokenizer';
import { NormalizedTokenizer } from '../../normalize/normalizedTokenizer';

/** The first merges of a vocabulary in their order, which is the order in which training found them. */
export interface MergeList {
  readonly length: number;
  /** Ranks of the two parts, and of what they become. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly merged: Uint32Array;
}

/**
 * The byte-pair tokenizer whose merging starts from bytes inside pre-tokens, which is what the estimate can be made of.
 * What normalization does to the text before is no part of it.
 */
export function mergingTokenizer(tokenizer: Tokenizer): BpeTokenizer | undefined {
  if (tokenizer instanceof NormalizedTokenizer) return mergingTokenizer(tokenizer.inner);
  if (!(tokenizer instanceof BpeTokenizer)) return undefined;
  const isByteLevel = tokenizer.vocabulary.symbols === 'bytes' && tokenizer.scanner.whole !== true;
  return isByteLevel ? tokenizer : undefined;
}

/** At most `limit` merges; tokens that merging never makes are left out. */
export function mergeList({ vocabulary }: BpeTokenizer, limit: number): MergeList {
  const pairs = new TokenPairs(vocabulary);
  const left = new Uint32Array(limit);
  const right = new Uint32Array(limit);
  const merged = new Uint32Array(limit);
  let length = 0;
  for (let rank = 0; rank < vocabulary.mergeable && length < limit; rank++) {
    if (vocabulary.lengths[rank] === 0 || vocabulary.isSymbol(rank)) continue;
    const parts = pairs.partsOf(rank);
    if (!parts) continue;
    [left[length], right[length]] = parts;
    merged[length++] = rank;
  }
  return { length, left, right, merged };
}
