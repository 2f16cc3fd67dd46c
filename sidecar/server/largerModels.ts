import type { CompletionModel } from '../completion/complete';
import type { LargerModel } from '../completion/completeCascaded';
import { reasonOf, SidecarError } from '../errors';
import { LARGER_IS_LOADING, SidecarErrorCode, type ModelSpec } from '../protocol';
import type { ModelHost } from './modelHost';

/** Milliseconds after which a larger model that could not be used is tried again. */
const RETRY_MS = 60_000;

interface Failure {
  /** Which model, and how it was to run. */
  readonly spec: string;
  readonly reason: string;
  /** By the clock, in milliseconds. */
  readonly at: number;
}

/** Larger models of completions: loaded when nobody waits for them, and left alone for a while after a failure. */
export class LargerModels {
  /** Of the model asked for last. */
  #failure: Failure | undefined;

  /**
   * @param warn hears of each failure
   * @param now a clock in milliseconds
   */
  constructor(
    private readonly host: ModelHost,
    private readonly warn: (reason: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The model of a specification, to be asked within one request. */
  of(spec: ModelSpec): LargerModel {
    return {
      prepare: () => this.#prepare(spec),
      get: () => this.#get(spec),
      failed: async (error) => {
        this.#note(spec, error);
        await this.host.release(spec);
      },
    };
  }

  #prepare(spec: ModelSpec): void {
    if (this.host.peek(spec) !== undefined || this.#failureOf(spec)) return;
    this.#failure = undefined;
    this.host.get(spec).catch((error: unknown) => {
      const unloaded = error instanceof SidecarError && error.code === SidecarErrorCode.cancelled;
      if (!unloaded) this.#note(spec, error);
    });
  }

  #get(spec: ModelSpec): CompletionModel {
    const model = this.host.peek(spec);
    if (model !== undefined && model !== 'loading') return model;
    const reason = this.#failureOf(spec)?.reason ?? LARGER_IS_LOADING;
    throw new SidecarError(SidecarErrorCode.loadFailed, reason);
  }

  #failureOf(spec: ModelSpec): Failure | undefined {
    const failure = this.#failure;
    const holds = failure?.spec === JSON.stringify(spec) && this.now() - failure.at < RETRY_MS;
    return holds ? failure : undefined;
  }

  #note(spec: ModelSpec, error: unknown): void {
    const reason = reasonOf(error);
    this.#failure = { spec: JSON.stringify(spec), reason, at: this.now() };
    this.warn(reason);
  }
}
