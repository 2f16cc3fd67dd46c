import type { EncodeOptions, Tokenizer, TokenRun, TokenView } from '../bpe/tokenizer';
import { WholeView } from '../bpe/wholeView';
import type { DocumentText } from '../text/documentText';
import { TextAlignment } from './alignment';
import { NormalizedView } from './normalizedView';
import { isLocal, type Normalizer } from './normalizer';
import { realign } from './realign';

/** A tokenizer that sees texts only after a normalizer. The offsets that it gives are those of the text itself. */
export class NormalizedTokenizer implements Tokenizer {
  constructor(
    readonly inner: Tokenizer,
    readonly normalizer: Normalizer,
  ) {}

  get name(): string {
    return this.inner.name;
  }

  get exact(): boolean {
    return this.inner.exact;
  }

  get engine(): Tokenizer['engine'] {
    return this.inner.engine;
  }

  get vocabularySize(): number {
    return this.inner.vocabularySize;
  }

  get specialTokens(): ReadonlyMap<string, number> {
    return this.inner.specialTokens;
  }

  count(text: string, options?: EncodeOptions): number {
    return this.inner.count(this.normalizer.normalize(text).text, options);
  }

  encode(text: string, options?: EncodeOptions): TokenRun {
    const normalized = this.normalizer.normalize(text);
    const run = this.inner.encode(normalized.text, options);
    return normalized.text === text ? run : realign(run, new TextAlignment(text, normalized));
  }

  tokenBytes(id: number): Uint8Array {
    return this.inner.tokenBytes(id);
  }

  view(document: DocumentText): TokenView {
    const { normalizer } = this;
    return isLocal(normalizer)
      ? new NormalizedView(this, normalizer, document)
      : new WholeView(this, document);
  }
}
