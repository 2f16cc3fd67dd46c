import type { LearnParams } from '../protocol';

/** Characters of one text, and of all that wait: what is beyond is cut, or the oldest forgotten. */
const MOST_TEXT = 200_000;
const MOST_WAITING = 2_000_000;
/** Characters that are tokenized at a time: about ten milliseconds of work. */
const SLICE = 16_384;

/** Texts that wait to be learned until the engine is free. */
export class LearningQueue {
  /** Oldest first. */
  #waiting: LearnParams[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  /** A text of the same name that still waits is left out: the new one takes its place. */
  add(params: LearnParams): void {
    const text = params.text.slice(0, MOST_TEXT);
    const isOld = ({ workspace, name }: LearnParams): boolean =>
      name !== '' && name === params.name && workspace === params.workspace;
    this.#waiting = [...this.#waiting.filter((one) => !isOld(one)), { ...params, text }];
    let characters = this.#waiting.reduce((sum, one) => sum + one.text.length, 0);
    while (characters > MOST_WAITING) characters -= this.#waiting.shift()!.text.length;
  }

  take(): LearnParams | undefined {
    return this.#waiting.shift();
  }

  clear(): void {
    this.#waiting = [];
  }
}

/**
 * Pieces of a text that can be tokenized one after the other: they end before a line that is not indented, where
 * tokenizers of code part the text anyway, or else at a line's end.
 */
export function slicesOf(text: string): string[] {
  const slices: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = text.length;
    if (end - start > SLICE) {
      const outer = text.slice(start + SLICE / 2, start + SLICE).search(/\n(?=\S)/);
      const line = text.lastIndexOf('\n', start + SLICE - 1);
      if (outer >= 0) end = start + SLICE / 2 + outer + 1;
      else end = line > start ? line + 1 : start + SLICE;
    }
    slices.push(text.slice(start, end));
    start = end;
  }
  return slices;
}
