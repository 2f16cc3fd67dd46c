import type { DocumentToken, Tokenizer, TokenRun, TokenView } from '../bpe/tokenizer';
import { WholeView } from '../bpe/wholeView';
import type { DocumentText, TextFollower } from '../text/documentText';
import type { PlainText } from './plainText';
import { PrefixedView } from './prefixedView';

type Mode = 'plain' | 'prefixed' | 'staged';

/** What a view needs of its tokenizer. */
export interface ViewParts {
  readonly tokenizer: Tokenizer;
  readonly plain: PlainText;
  /** For plain texts, which it takes as they are. */
  readonly engine: Tokenizer;
}

/** Follows the edits of a document while it is plain, and encodes it anew after each while it is not. */
export class SwitchingView implements TokenView, TextFollower {
  private mode: Mode;
  private inner: TokenView | undefined;
  /** Whether the document is plain has to be looked at again. */
  private isDoubtful = false;

  constructor(
    private readonly parts: ViewParts,
    private readonly document: DocumentText,
  ) {
    this.mode = this.modeOf(parts.plain.isPlain(document.text));
    this.inner = this.open();
    document.follow(this);
  }

  get tokenizer(): Tokenizer {
    return this.parts.tokenizer;
  }

  get version(): number {
    return this.document.version;
  }

  get count(): number {
    return this.current().count;
  }

  countBetween(start: number, end: number): number {
    return this.current().countBetween(start, end);
  }

  tokensBetween(start: number, end: number): TokenRun {
    return this.current().tokensBetween(start, end);
  }

  tokenAt(offset: number): DocumentToken | undefined {
    return this.current().tokenAt(offset);
  }

  dispose(): void {
    this.document.unfollow(this);
    this.inner?.dispose();
  }

  edited(start: number, _end: number, inserted: number): void {
    if (this.isDoubtful) return;
    if (this.mode !== 'staged') {
      const isPlain = this.parts.plain.staysPlain(this.document, start, start + inserted);
      if (this.modeOf(isPlain) === this.mode) return;
      this.close();
    }
    this.isDoubtful = true;
  }

  replaced(): void {
    this.isDoubtful = true;
  }

  private current(): TokenView {
    if (this.isDoubtful) {
      const mode = this.modeOf(this.parts.plain.isPlain(this.document.text));
      if (mode !== this.mode) this.close();
      this.mode = mode;
      this.isDoubtful = false;
    }
    // Not while edits are told to followers: a new one would be told of what it has read already.
    this.inner ??= this.open();
    return this.inner;
  }

  private close(): void {
    this.inner?.dispose();
    this.inner = undefined;
  }

  private modeOf(isPlain: boolean): Mode {
    if (!isPlain) return 'staged';
    return this.parts.plain.takesPrefix(this.document.buffer.slice(0, Math.min(1, this.document.length)))
      ? 'prefixed'
      : 'plain';
  }

  private open(): TokenView {
    const { document } = this;
    const { engine, tokenizer } = this.parts;
    if (this.mode === 'staged') return new WholeView(tokenizer, document);
    return this.mode === 'plain' ? engine.view(document) : new PrefixedView(tokenizer, engine, document);
  }
}
