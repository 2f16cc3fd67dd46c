import type { DocumentText } from '../text/documentText';
import type { EncodeOptions, Tokenizer, TokenRun, TokenView } from '../bpe/tokenizer';

/** Another tokenizer in the place of one that is not public: its tokens, marked as an estimate. */
export class EstimateTokenizer implements Tokenizer {
  readonly exact = false;
  readonly engine: Tokenizer['engine'];
  readonly vocabularySize: number;
  readonly specialTokens: ReadonlyMap<string, number>;

  constructor(
    readonly name: string,
    private readonly inner: Tokenizer,
  ) {
    this.engine = inner.engine;
    this.vocabularySize = inner.vocabularySize;
    this.specialTokens = inner.specialTokens;
  }

  count(text: string, options?: EncodeOptions): number {
    return this.inner.count(text, options);
  }

  encode(text: string, options?: EncodeOptions): TokenRun {
    return this.inner.encode(text, options);
  }

  tokenBytes(id: number): Uint8Array {
    return this.inner.tokenBytes(id);
  }

  view(document: DocumentText): TokenView {
    return new EstimateView(this, this.inner.view(document));
  }
}

/** The other's view under the estimate's name. */
class EstimateView implements TokenView {
  constructor(
    readonly tokenizer: Tokenizer,
    private readonly inner: TokenView,
  ) {}

  get version(): number {
    return this.inner.version;
  }

  get count(): number {
    return this.inner.count;
  }

  countBetween(start: number, end: number): number {
    return this.inner.countBetween(start, end);
  }

  tokensBetween(start: number, end: number): TokenRun {
    return this.inner.tokensBetween(start, end);
  }

  tokenAt(offset: number): ReturnType<TokenView['tokenAt']> {
    return this.inner.tokenAt(offset);
  }

  dispose(): void {
    this.inner.dispose();
  }
}
