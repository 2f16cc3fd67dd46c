import type {
  Aside,
  Branches,
  Checkpoint,
  Engine,
  EvaluateOptions,
  StepResult,
  SyncResult,
  TokenId,
  Vocabulary,
  Want,
} from './engine';

/** An engine that leaves everything to another: what changes one thing about it begins here. */
export class DelegatingEngine implements Engine {
  readonly vocabulary: Vocabulary;
  readonly contextSize: number;
  readonly logitsAreCheap: boolean;
  readonly branches?: (count: number) => Promise<Branches>;
  readonly aside?: Aside;

  constructor(protected readonly inner: Engine) {
    this.vocabulary = inner.vocabulary;
    this.contextSize = inner.contextSize;
    this.logitsAreCheap = inner.logitsAreCheap;
    if (inner.branches) this.branches = inner.branches.bind(inner);
    if (inner.aside) this.aside = inner.aside;
  }

  get cached(): readonly TokenId[] {
    return this.inner.cached;
  }
  get evaluatedTokens(): number {
    return this.inner.evaluatedTokens;
  }
  sync(prompt: readonly TokenId[], signal: AbortSignal): Promise<SyncResult> {
    return this.inner.sync(prompt, signal);
  }
  step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    return this.inner.step(input, draft, want);
  }
  evaluate(tokens: readonly TokenId[], options: EvaluateOptions): Promise<void> {
    return this.inner.evaluate(tokens, options);
  }
  checkpoint(): Checkpoint {
    return this.inner.checkpoint();
  }
  rollback(to: Checkpoint): Promise<void> {
    return this.inner.rollback(to);
  }
  dispose(): Promise<void> {
    return this.inner.dispose();
  }
}
