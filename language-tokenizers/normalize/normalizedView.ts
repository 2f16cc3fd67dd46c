import type { DocumentToken, TokenRun, TokenView } from '../bpe/tokenizer';
import { sliceRun, tokenInRun } from '../bpe/tokenRuns';
import type { DocumentText, TextFollower } from '../text/documentText';
import { boundaryAfter, boundaryBefore, NormalizedText } from './normalizedText';
import type { LocalNormalizer } from './normalizer';
import type { NormalizedTokenizer } from './normalizedTokenizer';
import { realign } from './realign';

/** Units on either side of a token in which all that share a code point with it lie. */
const AROUND = 64;

/**
 * The tokens of a text under edit that a tokenizer sees only after normalization. As long as normalization changes
 * nothing, as in nearly all code, this is the tokenizer's own view of the text; then one of the normalized text.
 */
export class NormalizedView implements TokenView, TextFollower {
  private inner: TokenView;
  /** Absent as long as the text is as normalization would leave it. */
  private normalized: NormalizedText | undefined;

  constructor(
    readonly tokenizer: NormalizedTokenizer,
    private readonly normalizer: LocalNormalizer,
    private readonly document: DocumentText,
  ) {
    const { text } = document;
    if (normalizer.normalize(text).text === text) this.inner = tokenizer.inner.view(document);
    else this.inner = this.viewOfNormalized();
    document.follow(this);
  }

  get version(): number {
    return this.document.version;
  }

  get count(): number {
    return this.inner.count;
  }

  countBetween(start: number, end: number): number {
    const { inner, normalized } = this;
    if (!normalized) return inner.countBetween(start, end);
    return inner.countBetween(this.firstUnit(normalized, start), this.firstUnit(normalized, end));
  }

  tokensBetween(start: number, end: number): TokenRun {
    const { document, inner, normalized } = this;
    if (!normalized) return inner.tokensBetween(start, end);
    const from = Math.min(Math.max(0, start), document.length);
    const to = Math.min(Math.max(from, end), document.length);
    if (from === to) return this.emptyRun(normalized, from);
    // What stands for the code point before may have the first token of the range.
    const before = Math.max(0, normalized.firstFrom(from) - 1);
    const after = Math.max(before + 1, normalized.firstFrom(to));
    const run = realign(
      inner.tokensBetween(normalized.firstFrom(normalized.source(before)), after),
      normalized,
    );
    return sliceRun(run, from, to);
  }

  tokenAt(offset: number): DocumentToken | undefined {
    if (!this.normalized) return this.inner.tokenAt(offset);
    if (offset < 0 || offset >= this.document.length) return undefined;
    return tokenInRun(this.tokensBetween(offset - AROUND, offset + AROUND), offset);
  }

  dispose(): void {
    this.inner.dispose();
    this.document.unfollow(this);
  }

  edited(start: number, end: number, inserted: number): void {
    if (this.normalized) this.normalized.edited(start, end, inserted);
    else if (!this.isNormal(start, start + inserted)) this.startAnew();
  }

  replaced(): void {
    this.startAnew();
  }

  private emptyRun(normalized: NormalizedText, offset: number): TokenRun {
    const unit = this.firstUnit(normalized, offset);
    const run = this.inner.tokensBetween(unit, unit);
    return { ...run, start: offset, byteStart: this.document.bytesBefore(offset) };
  }

  /** True where normalization leaves the neighbourhood of [start, end) as it is. */
  private isNormal(start: number, end: number): boolean {
    const from = boundaryBefore(this.normalizer, this.document, start);
    const piece = this.document.buffer.slice(from, boundaryAfter(this.normalizer, this.document, end));
    return this.normalizer.normalize(piece, from === 0).text === piece;
  }

  private startAnew(): void {
    // Not `document.text`, which would be kept, though more edits may be on their way.
    const text = this.document.buffer.slice(0, this.document.length);
    const isNormal = this.normalizer.normalize(text).text === text;
    if (isNormal && !this.normalized) return;
    this.inner.dispose();
    this.normalized = undefined;
    this.inner = isNormal ? this.tokenizer.inner.view(this.document) : this.viewOfNormalized();
  }

  private viewOfNormalized(): TokenView {
    this.normalized = new NormalizedText(this.normalizer, this.document);
    return this.tokenizer.inner.view(this.normalized.text);
  }

  /** The first normalized unit of tokens that start at or after an offset; the first token starts at 0. */
  private firstUnit(normalized: NormalizedText, offset: number): number {
    const unit = normalized.firstFrom(Math.min(Math.max(0, offset), this.document.length));
    return offset > 0 ? Math.max(1, unit) : 0;
  }
}
