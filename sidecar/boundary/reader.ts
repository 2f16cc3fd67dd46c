import type { Engine, Logits, TokenId } from '../engine/engine';
import { sameTokens } from './bytes';

/** Reads what the model expects after rows of tokens that begin alike. */
export class Reader {
  /** Decode calls made, and tokens of the fixed prompt that were in the cache at first. */
  decodes = 0;
  reused: number | undefined;
  /** Rows after whose last token the model was asked. */
  readonly evaluated: (readonly TokenId[])[] = [];

  /**
   * @param fixed the tokens before each row, at least one
   */
  constructor(
    private readonly engine: Engine,
    private readonly fixed: readonly TokenId[],
    private readonly signal: AbortSignal,
  ) {}

  /** True when so long a row has a place in the context, with one token to come. */
  fits(row: readonly TokenId[]): boolean {
    return this.fixed.length + row.length < this.engine.contextSize;
  }

  /** The logits after `row`; the array is the caller's. */
  async after(row: readonly TokenId[]): Promise<Logits> {
    return (await this.afterEach(row, row.length))[0]!;
  }

  /** The logits after the first `from` tokens of a row, after one more, and so on to its end, in one pass. */
  async afterEach(row: readonly TokenId[], from: number): Promise<Logits[]> {
    const { engine, fixed, signal } = this;
    const all = [...fixed, ...row];
    const known = fixed.length + from;
    // The cache then holds all before the last of the known tokens, whose logits come first.
    const { reused } = await engine.sync(all.slice(0, known), signal);
    this.reused ??= Math.min(reused, fixed.length);
    const rows: Logits[] = [];
    await engine.evaluate(all.slice(known - 1), {
      from: 0,
      read: (_, logits) => void rows.push(logits.slice()),
      signal,
    });
    this.decodes++;
    for (let length = from; length <= row.length; length++) this.evaluated.push(row.slice(0, length));
    return rows;
  }

  /** Brings the cache to hold all of the fixed tokens and `row` but the last. */
  async settle(row: readonly TokenId[]): Promise<readonly TokenId[]> {
    const tokens = [...this.fixed, ...row];
    const { reused } = await this.engine.sync(tokens, this.signal);
    this.reused ??= Math.min(reused, this.fixed.length);
    return tokens;
  }

  /** Tokens that were evaluated after the first `shared` of a row, and are not part of `taken`. */
  wasted(taken: readonly TokenId[], shared: number): number {
    const seen = new Set<string>();
    for (const row of this.evaluated) {
      for (let length = shared + 1; length <= row.length; length++) {
        const part = row.slice(0, length);
        if (!sameTokens(part, taken.slice(0, length))) seen.add(part.join());
      }
    }
    return seen.size;
  }
}
