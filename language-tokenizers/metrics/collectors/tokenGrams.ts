import type { Tokenizer } from '../../bpe/tokenizer';
import type { TokenizedText } from '../../merging/tokenizedText';
import type { Collector } from '../sample';
import { PairCounts } from './pairCounts';

/** Different n-grams that are counted at the most, of each length: 100 MB together. */
export const GRAM_LIMIT = 2 ** 21;

/** Counts two and three tokens in a row, never across the border of a text. */
export class TokenGrams implements Collector {
  readonly pairs: PairCounts;
  /** First part: a pair's number. */
  readonly triples: PairCounts;

  constructor(
    readonly vocabularySize: number,
    limit = GRAM_LIMIT,
  ) {
    this.pairs = new PairCounts(limit);
    this.triples = new PairCounts(limit);
  }

  add({ tokens: { ids, length } }: TokenizedText): void {
    let pair = -1;
    for (let i = 1; i < length; i++) {
      if (pair >= 0) this.triples.add(pair, ids[i]!);
      pair = this.pairs.add(ids[i - 1]!, ids[i]!);
    }
  }
}

export const tokenGrams = ({ vocabularySize }: Tokenizer): TokenGrams => new TokenGrams(vocabularySize);
