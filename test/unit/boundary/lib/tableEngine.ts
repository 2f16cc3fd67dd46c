import type {
  Checkpoint,
  Engine,
  EvaluateOptions,
  Logits,
  StepResult,
  SyncResult,
  TokenId,
  Vocabulary,
  Want,
} from '../../../../sidecar/engine/engine';
import { draw } from '../../../../sidecar/engine/llama/sampling';

/** Probability of each token after a row of tokens. */
export type NextToken = (tokens: readonly TokenId[]) => Float64Array;

/** An engine whose model is a function: what it should give can be worked out by summing up. */
export class TableEngine implements Engine {
  contextSize = 1024;
  cached: TokenId[] = [];
  /** Called before each call does its work, with the calls so far: may throw. */
  onCall: (call: number) => void = () => undefined;
  calls = 0;
  evaluated = 0;

  constructor(
    readonly vocabulary: Vocabulary,
    private readonly next: NextToken,
    readonly logitsAreCheap = true,
  ) {}

  get evaluatedTokens(): number {
    return this.evaluated;
  }

  async sync(prompt: readonly TokenId[], signal: AbortSignal): Promise<SyncResult> {
    await this.#turn(signal);
    if (prompt.length === 0 || prompt.length > this.contextSize) throw new Error('does not fit');
    const target = prompt.slice(0, -1);
    const differs = target.findIndex((token, at) => token !== this.cached[at]);
    const reused = differs < 0 ? target.length : differs;
    this.cached = this.cached.slice(0, reused);
    for (const token of target.slice(reused)) this.#push(token);
    return { reused, evaluated: target.length - reused };
  }

  async step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    await this.#turn();
    if (draft.length > 0) throw new Error('no drafts here');
    for (const token of input) this.#push(token);
    const weights = [...this.next(this.cached)]
      .map((probability, id) => [id, probability] as const)
      .filter(([, probability]) => probability > 0)
      .sort((a, b) => b[1] - a[1]);
    const { allow = () => true, temperature, seed } = want;
    const token =
      temperature > 0
        ? draw(
            weights.filter(([id]) => allow(id)).map(([id, p]) => [id, p ** (1 / temperature)] as const),
            seed ^ this.cached.length,
          )
        : weights.find(([id]) => allow(id))?.[0];
    return { tokens: token === undefined ? [] : [token], drafted: 0, accepted: 0, decodes: 1 };
  }

  async evaluate(tokens: readonly TokenId[], { from, read, signal }: EvaluateOptions): Promise<void> {
    await this.#turn(signal);
    tokens.forEach((token, at) => {
      this.#push(token);
      if (at >= from) read(at, this.#logits());
    });
  }

  #logits(): Logits {
    return Float32Array.from(this.next(this.cached), (probability) => Math.log(probability));
  }

  checkpoint(): Checkpoint {
    return { length: this.cached.length };
  }

  async rollback(to: Checkpoint): Promise<void> {
    await this.#turn();
    this.cached = this.cached.slice(0, to.length);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  #push(token: TokenId): void {
    this.cached.push(token);
    this.evaluated++;
  }

  async #turn(signal?: AbortSignal): Promise<void> {
    await Promise.resolve();
    this.onCall(++this.calls);
    signal?.throwIfAborted();
  }
}
