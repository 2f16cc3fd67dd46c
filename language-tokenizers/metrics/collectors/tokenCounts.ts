import type { Tokenizer } from '../../bpe/tokenizer';
import type { TokenizedText } from '../../merging/tokenizedText';
import { utf8Length } from '../../text/utf8';
import type { Collector } from '../sample';

/** How often each token was used. */
export class TokenCounts implements Collector {
  /** By token id. */
  readonly counts: Uint32Array;
  tokens = 0;
  /** Of the texts, in UTF-8. */
  bytes = 0;
  texts = 0;

  constructor({ vocabularySize }: Tokenizer) {
    this.counts = new Uint32Array(vocabularySize);
  }

  add({ text, tokens }: TokenizedText): void {
    const { counts } = this;
    for (let i = 0; i < tokens.length; i++) counts[tokens.ids[i]!]!++;
    this.tokens += tokens.length;
    this.bytes += utf8Length(text);
    this.texts++;
  }

  /** Ids that were used, in their order. */
  *used(): Generator<number> {
    for (let id = 0; id < this.counts.length; id++) if (this.counts[id]! > 0) yield id;
  }
}

export const tokenCounts = (tokenizer: Tokenizer): TokenCounts => new TokenCounts(tokenizer);
