import type { DisposableLike } from '../common/disposables';

/** Milliseconds of a slice: what nobody notices between two keystrokes. */
const SLICE = 2;

/** Does work a few milliseconds at a time, and lets everything else come between; one piece of work after the other. */
export class Slices implements DisposableLike {
  readonly #waiting: Iterator<void, void>[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  add(work: Iterator<void, void>): void {
    this.#waiting.push(work);
    this.#timer ??= setTimeout(() => this.#run(), 0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #run(): void {
    const end = performance.now() + SLICE;
    do if (this.#waiting[0]?.next().done) this.#waiting.shift();
    while (this.#waiting.length > 0 && performance.now() < end);
    this.#timer = this.#waiting.length > 0 ? setTimeout(() => this.#run(), 0) : undefined;
  }
}
