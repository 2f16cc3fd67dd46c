import type { DocumentText, TextFollower } from '../text/documentText';
import type { DocumentToken, Tokenizer, TokenRun, TokenView } from './tokenizer';
import { sliceRun, startingBefore, tokenInRun } from './tokenRuns';

/** The view of a tokenizer that can't follow edits: it encodes the whole text again when asked after one. */
export class WholeView implements TokenView, TextFollower {
  private run: TokenRun | undefined;

  constructor(
    readonly tokenizer: Tokenizer,
    private readonly document: DocumentText,
  ) {
    document.follow(this);
  }

  get version(): number {
    return this.document.version;
  }

  get count(): number {
    return this.all().length;
  }

  countBetween(start: number, end: number): number {
    const run = this.all();
    return Math.max(0, startingBefore(run, end) - startingBefore(run, start));
  }

  tokensBetween(start: number, end: number): TokenRun {
    return sliceRun(this.all(), start, end);
  }

  tokenAt(offset: number): DocumentToken | undefined {
    return offset < 0 ? undefined : tokenInRun(this.all(), offset);
  }

  dispose(): void {
    this.document.unfollow(this);
  }

  edited(): void {
    this.run = undefined;
  }

  replaced(): void {
    this.run = undefined;
  }

  private all(): TokenRun {
    this.run ??= this.tokenizer.encode(this.document.text);
    return this.run;
  }
}
