import type { CompletionModel } from '../completion/complete';
import type { LearnedText } from '../drafts/source';
import { FEWEST } from '../drafts/units/mine';
import type { Aside, Logits, TokenId } from '../engine/engine';
import { cancelled, reasonOf } from '../errors';
import type { KeptMemories } from './keptMemories';
import { ReadingQueue, type Reading } from './readingQueue';

export interface IdleLimits {
  /** Milliseconds without a request or a saved file after which reading begins. */
  readonly quietMs: number;
  /** What one quiet time may cost, at most: tokens that are evaluated, and milliseconds. Then the next one counts. */
  readonly tokens: number;
  readonly ms: number;
}

/** Modest: nobody asked for it, and the machine is there for whoever types elsewhere. */
export const IDLE_LIMITS: IdleLimits = { quietMs: 5000, tokens: 4096, ms: 20_000 };

export interface IdleReaderOptions {
  /** The model, if one is loaded. */
  readonly loaded: () => CompletionModel | undefined;
  /** Runs a task when the requests before it are done. */
  readonly whenFree: (task: () => Promise<void>) => Promise<void>;
  readonly kept: KeptMemories;
  /** Aborts when the process ends: reading ends, too. */
  readonly stopping: AbortSignal;
  /** Told in a sentence of a failure, which nobody else is told of. */
  readonly note: (message: string) => void;
  readonly limits?: IdleLimits;
}

/**
 * Has the model read saved files when nobody needs it, for its sources of drafts (spec 3): beside the engine's cache,
 * and only until the next request arrives.
 */
export class IdleReader {
  readonly #options: IdleReaderOptions;
  readonly #limits: IdleLimits;
  readonly #texts = new ReadingQueue();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading = new AbortController();

  constructor(options: IdleReaderOptions) {
    this.#options = options;
    this.#limits = options.limits ?? IDLE_LIMITS;
  }

  add(model: CompletionModel, text: LearnedText): void {
    this.#texts.add(model, text);
  }

  /** Reads none of the texts that wait. */
  forget(): void {
    this.#texts.clear();
  }

  /** Ends reading at once; the quiet time begins anew. */
  pause(): void {
    this.#reading.abort(cancelled('A request came.'));
    clearTimeout(this.#timer);
    if (this.#options.stopping.aborted) return;
    this.#timer = setTimeout(() => void this.#readOn(), this.#limits.quietMs);
    this.#timer.unref();
  }

  /** Reads what a quiet time allows; never rejects. */
  async #readOn(): Promise<void> {
    const { signal: interrupted } = (this.#reading = new AbortController());
    const { stopping } = this.#options;
    const signal = AbortSignal.any([interrupted, stopping, AbortSignal.timeout(this.#limits.ms)]);
    let hasRead = false;
    try {
      for (let left = this.#limits.tokens; left >= FEWEST;) {
        const evaluated = await this.#whenFree(() => this.#readWindow(left, signal));
        if (evaluated === 0) break;
        left -= evaluated;
        hasRead = true;
      }
    } catch (error) {
      if (!signal.aborted) this.#options.note(`Reading when idle failed: ${reasonOf(error)}`);
    }
    const model = this.#options.loaded();
    if (hasRead && model && !interrupted.aborted && !stopping.aborted) await this.#options.kept.save(model);
  }

  async #whenFree(task: () => Promise<number>): Promise<number> {
    let result = 0;
    await this.#options.whenFree(async () => {
      result = await task();
    });
    return result;
  }

  /** Reads a window of the text whose turn it is; returns the tokens evaluated. */
  async #readWindow(most: number, signal: AbortSignal): Promise<number> {
    signal.throwIfAborted();
    const model = this.#options.loaded();
    const aside = model?.engine.aside;
    const reading = model && this.#texts.first(model);
    if (!aside || !reading) return 0;
    await this.#options.kept.open(model, reading.text.workspace);
    signal.throwIfAborted();
    try {
      return await this.#read(model, aside, reading, most, signal);
    } catch (error) {
      // What the engine fails at once, it would fail at again.
      if (!signal.aborted) this.#texts.drop(reading);
      throw error;
    }
  }

  async #read(
    { drafter }: CompletionModel,
    aside: Aside,
    reading: Reading,
    most: number,
    signal: AbortSignal,
  ): Promise<number> {
    const { text, mining } = reading;
    const { workspace, name } = text;
    const before = mining.read;
    const observe = (last: TokenId | undefined, token: TokenId, logits: Logits): void =>
      drafter.sources.forEach((source) => source.read?.(workspace, last, token, logits));
    try {
      return await mining.readOn(aside, { signal, most, observe });
    } finally {
      if (this.#texts.settle(reading, mining.read > before)) {
        const { units } = mining;
        drafter.sources.forEach((source) => source.learnUnits?.(workspace, name, units));
      }
    }
  }
}
