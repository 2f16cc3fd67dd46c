import { byteStartOf } from '../bpe/tokenRuns';
import type { DocumentToken, EncodeOptions, Tokenizer, TokenRun, TokenView } from '../bpe/tokenizer';
import { WholeView } from '../bpe/wholeView';
import type { DocumentText, TextFollower } from '../text/documentText';
import type { CompletedJson } from './missingBytes';

type Omitted = Pick<CompletedJson, 'madeUp' | 'characters'>;

/** Leaves tokens that were made up out of another's answers; nearly no text has any. */
export class OmittingTokenizer implements Tokenizer {
  readonly name: string;
  readonly exact: boolean;
  readonly engine: Tokenizer['engine'];
  readonly specialTokens: ReadonlyMap<string, number>;

  constructor(
    private readonly inner: Tokenizer,
    private readonly omitted: Omitted,
    readonly vocabularySize: number,
  ) {
    this.name = inner.name;
    this.exact = inner.exact;
    this.engine = inner.engine;
    this.specialTokens = inner.specialTokens;
  }

  count(text: string, options?: EncodeOptions): number {
    return this.isWhole(text) ? this.inner.count(text, options) : this.encode(text, options).length;
  }

  encode(text: string, options?: EncodeOptions): TokenRun {
    const run = this.inner.encode(text, options);
    return this.isWhole(text) ? run : without(run, this.omitted.madeUp);
  }

  tokenBytes(id: number): Uint8Array {
    if (this.omitted.madeUp.has(id)) throw new RangeError(`${this.name} has no token ${id}.`);
    return this.inner.tokenBytes(id);
  }

  view(document: DocumentText): TokenView {
    return new OmittingView(this, this.inner, document);
  }

  isWhole(text: string): boolean {
    return !this.omitted.characters.test(text);
  }
}

/** Follows edits while nothing has to be left out, and encodes anew while something has. */
class OmittingView implements TokenView, TextFollower {
  private inner: TokenView | undefined;
  private isWhole: boolean;

  constructor(
    readonly tokenizer: OmittingTokenizer,
    private readonly whole: Tokenizer,
    private readonly document: DocumentText,
  ) {
    this.isWhole = tokenizer.isWhole(document.text);
    this.inner = this.open();
    document.follow(this);
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
    // A pair of surrogates may come together, or apart, at the edges.
    const around = this.document.buffer.slice(Math.max(0, start - 1), start + inserted + 1);
    if (!this.isWhole || !this.tokenizer.isWhole(around)) this.close();
  }

  replaced(): void {
    this.close();
  }

  private current(): TokenView {
    if (this.inner === undefined) {
      this.isWhole = this.tokenizer.isWhole(this.document.text);
      this.inner = this.open();
    }
    return this.inner;
  }

  private close(): void {
    this.inner?.dispose();
    this.inner = undefined;
  }

  private open(): TokenView {
    const { document, tokenizer, whole } = this;
    return this.isWhole ? whole.view(document) : new WholeView(tokenizer, document);
  }
}

function without(run: TokenRun, ids: ReadonlySet<number>): TokenRun {
  const kept = Array.from(run.ids.keys()).filter((i) => !ids.has(run.ids[i]!));
  const pick = (from: Uint32Array): Uint32Array => Uint32Array.from(kept, (i) => from[i]!);
  const first = kept[0];
  return {
    length: kept.length,
    ids: pick(run.ids),
    start: first === undefined ? run.start : run.starts[first]!,
    byteStart: first === undefined ? run.byteStart : byteStartOf(run, first),
    first: run.first,
    starts: pick(run.starts),
    ends: pick(run.ends),
    byteStarts: Uint32Array.from(kept, (i) => byteStartOf(run, i)),
    byteEnds: pick(run.byteEnds),
    partial: Uint8Array.from(kept, (i) => run.partial[i]!),
  };
}
