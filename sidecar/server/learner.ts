import { setImmediate } from 'node:timers/promises';
import type { CompletionModel } from '../completion/complete';
import { LearningQueue, slicesOf } from '../drafts/learning';
import type { CompleteParams, LearnParams } from '../protocol';
import { IdleReader, type IdleReaderOptions } from './idleReader';
import { KeptMemories } from './keptMemories';

/** As of {@link IdleReader}; `whenFree` may reject when the process ends. */
export type LearnerOptions = Omit<IdleReaderOptions, 'kept'>;

/**
 * Gives the texts of the workspace to the model's sources of drafts when nobody waits for the engine, has the model
 * read them when nobody has for a while, and keeps what is remembered of them.
 */
export class Learner {
  readonly #options: LearnerOptions;
  readonly #texts = new LearningQueue();
  readonly #kept: KeptMemories;
  readonly #idle: IdleReader;
  #draining = false;

  constructor(options: LearnerOptions) {
    this.#options = options;
    this.#kept = new KeptMemories(options.note);
    this.#idle = new IdleReader({ ...options, kept: this.#kept });
  }

  add(params: LearnParams): void {
    this.#texts.add(params);
    this.pause();
    void this.drain();
  }

  /** To be called when a request arrives, and when it has ended: nothing is read meanwhile. */
  pause(): void {
    this.#idle.pause();
  }

  /**
   * To be called before a completion, while nothing is learned: takes up what was kept of its workspace. Where drafts
   * are off, what waits is neither learned nor read, and nothing is kept. Never rejects.
   */
  async prepare(model: CompletionModel, params: Pick<CompleteParams, 'drafts' | 'workspace'>): Promise<void> {
    if (params.drafts !== 'off') return this.#kept.open(model, params.workspace ?? '');
    this.#texts.clear();
    this.#idle.forget();
    this.#kept.forget(model);
  }

  /** Learns what waits, one text at a time, so that a request comes in between; never rejects. */
  async drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    const { loaded, whenFree } = this.#options;
    try {
      while (this.#texts.size > 0 && loaded()) await whenFree(() => this.#learnOne());
    } catch {
      // The process is ending, or the model went: then the drafts of this text are no loss.
    } finally {
      this.#draining = false;
    }
  }

  async #learnOne(): Promise<void> {
    const model = this.#options.loaded();
    const params = model && this.#texts.take();
    if (!params) return;
    const tokens: number[] = [];
    for (const slice of slicesOf(params.text)) {
      tokens.push(...model.engine.vocabulary.tokenize(slice));
      await setImmediate();
    }
    const text = { workspace: params.workspace, name: params.name, tokens };
    model.drafter.learn(text);
    // What the model wrote itself, it was watched at.
    if (params.name !== '') this.#idle.add(model, text);
  }
}
