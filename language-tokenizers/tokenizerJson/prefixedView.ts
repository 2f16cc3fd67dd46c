import type { DocumentToken, Tokenizer, TokenRun, TokenView } from '../bpe/tokenizer';
import { DocumentText, type TextFollower } from '../text/documentText';
import { tokenWithoutPrefix, withoutPrefix } from './prefixedRun';

/** The view of a document that gets a space in front: of a copy that has it, and follows the document's edits. */
export class PrefixedView implements TokenView, TextFollower {
  private readonly copy: DocumentText;
  private readonly inner: TokenView;

  /** `engine` encodes the copy. */
  constructor(
    readonly tokenizer: Tokenizer,
    engine: Tokenizer,
    private readonly document: DocumentText,
  ) {
    this.copy = new DocumentText(` ${document.text}`);
    this.inner = engine.view(this.copy);
    document.follow(this);
  }

  get version(): number {
    return this.document.version;
  }

  get count(): number {
    return this.inner.count;
  }

  countBetween(start: number, end: number): number {
    return this.inner.countBetween(inCopy(start), inCopy(end));
  }

  tokensBetween(start: number, end: number): TokenRun {
    const to = Math.max(start, end) + 1;
    return withoutPrefix(this.inner.tokensBetween(Math.min(inCopy(start), to), to), this.firstWidth);
  }

  tokenAt(offset: number): DocumentToken | undefined {
    if (offset < 0) return undefined;
    const token = this.inner.tokenAt(offset === 0 ? 0 : offset + 1);
    return token && tokenWithoutPrefix(token, this.inner.tokenAt(1), this.firstWidth);
  }

  dispose(): void {
    this.document.unfollow(this);
    this.inner.dispose();
  }

  edited(start: number, end: number, inserted: number): void {
    const text = this.document.buffer.slice(start, start + inserted);
    this.copy.applyEdits([{ start: start + 1, end: end + 1, text }]);
  }

  replaced(): void {
    this.copy.applyEdits([{ start: 1, end: this.copy.length, text: this.document.text }]);
  }

  private get firstWidth(): number {
    return this.copy.buffer.slice(1, Math.min(3, this.copy.length)).codePointAt(0)! > 0xffff ? 2 : 1;
  }
}

/** The space is the first code point's. */
function inCopy(offset: number): number {
  return offset <= 0 ? 0 : offset + 1;
}
