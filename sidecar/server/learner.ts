import { setImmediate } from 'node:timers/promises';
import type { CompletionModel } from '../completion/complete';
import { LearningQueue, slicesOf } from '../drafts/learning';
import type { LearnParams } from '../protocol';

/** Gives the texts of the workspace to the model's sources of drafts when nobody waits for the engine. */
export class Learner {
  readonly #texts = new LearningQueue();
  #draining = false;

  /**
   * @param loaded the model, if one is loaded; without one the texts wait
   * @param whenFree runs a task when the requests before it are done
   */
  constructor(
    private readonly loaded: () => CompletionModel | undefined,
    private readonly whenFree: (task: () => Promise<void>) => Promise<void>,
  ) {}

  add(params: LearnParams): void {
    this.#texts.add(params);
    void this.drain();
  }

  /** Learns what waits, one text at a time, so that a request comes in between; never rejects. */
  async drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (this.#texts.size > 0 && this.loaded()) await this.whenFree(() => this.#learnOne());
    } catch {
      // The process is ending, or the model went: then the drafts of this text are no loss.
    } finally {
      this.#draining = false;
    }
  }

  async #learnOne(): Promise<void> {
    const model = this.loaded();
    const params = model && this.#texts.take();
    if (!params) return;
    const tokens: number[] = [];
    for (const slice of slicesOf(params.text)) {
      tokens.push(...model.engine.vocabulary.tokenize(slice));
      await setImmediate();
    }
    model.drafter.learn({ workspace: params.workspace, name: params.name, tokens });
  }
}
