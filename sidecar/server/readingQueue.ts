import type { CompletionModel } from '../completion/complete';
import { Mining } from '../drafts/units/mine';
import type { LearnedText } from '../drafts/source';

/** Texts that wait, and tokens of one that are read: the rest of a longer file is left. */
const MOST_WAITING = 64;
const MOST_READ = 16_384;
/** How often a text may be begun in vain, interrupted before its next token was read. */
const MOST_VAIN = 3;

export interface Reading {
  readonly text: LearnedText;
  readonly mining: Mining;
  /** Times that nothing new of it could be read. */
  vain: number;
}

/** Saved files that wait to be read by one model, the latest first; each once, unless it changed. */
export class ReadingQueue {
  /** Oldest first. */
  #waiting: Reading[] = [];
  #model: CompletionModel | undefined;

  /** Adds a file in the tokens of a model; what waits for another model is forgotten. */
  add(model: CompletionModel, text: LearnedText): void {
    if (model !== this.#model) this.#waiting = [];
    this.#model = model;
    const { workspace, name } = text;
    this.#waiting = this.#waiting.filter((one) => one.text.name !== name || one.text.workspace !== workspace);
    if (model.drafter.sources.some((source) => source.knows?.(text))) return;
    const mining = new Mining(model.engine.vocabulary, text.tokens, MOST_READ);
    this.#waiting.push({ text, mining, vain: 0 });
    if (this.#waiting.length > MOST_WAITING) this.#waiting.shift();
  }

  /** What this model should read first. */
  first(model: CompletionModel): Reading | undefined {
    return model === this.#model ? this.#waiting.at(-1) : undefined;
  }

  /**
   * Told after each try, whatever became of it.
   *
   * @param hasRead whether something new was read
   * @returns true when the text is done with: read as far as it will be
   */
  settle(reading: Reading, hasRead: boolean): boolean {
    reading.vain = hasRead ? 0 : reading.vain + 1;
    const isOver = reading.mining.isDone || reading.vain >= MOST_VAIN;
    if (isOver) this.drop(reading);
    return isOver;
  }

  clear(): void {
    this.#waiting = [];
  }

  drop(reading: Reading): void {
    this.#waiting = this.#waiting.filter((one) => one !== reading);
  }
}
