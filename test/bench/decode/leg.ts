import type { TokenId } from '../../../sidecar/engine/engine';

/** What one program wrote after a prompt. */
export interface Written {
  /** Up to where the model ended its answer, without the token that says so. */
  readonly tokens: readonly TokenId[];
  /** From the request to the first token, with nothing in the cache. */
  readonly firstMs: number;
  /** For each token after the first; undefined where there was none. */
  readonly perTokenMs: number | undefined;
}

/** The first token after a prompt whose beginning is in the cache. */
export interface Next {
  readonly ms: number;
  /** Tokens that were evaluated for it. */
  readonly evaluated: number;
}

/** One of the programs that are compared, with the same model. All choose the likeliest token. */
export interface Leg {
  readonly name: string;
  /** Forgets everything, and writes at most `count` tokens after the prompt. */
  write(prompt: readonly TokenId[], count: number): Promise<Written>;
  /** Keeps what it can use of the cache. */
  next(prompt: readonly TokenId[]): Promise<Next>;
  dispose(): Promise<void>;
}

/** Times of the tokens of an answer, taken as they come. */
export class Stopwatch {
  readonly #start = performance.now();
  readonly #times: number[] = [];

  token(): void {
    this.#times.push(performance.now() - this.#start);
  }

  /** What the times say; the token that ended the answer was timed as the others. */
  written(tokens: readonly TokenId[]): Written {
    const [firstMs = performance.now() - this.#start] = this.#times;
    const others = this.#times.length - 1;
    return {
      tokens,
      firstMs,
      perTokenMs: others > 0 ? (this.#times.at(-1)! - firstMs) / others : undefined,
    };
  }
}
