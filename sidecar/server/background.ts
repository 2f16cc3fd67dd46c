import { cancelled } from '../errors';

/** Work that nobody waits for: one piece at a time, the newest, until anything else is to be done. */
export class Background {
  #running = new AbortController();

  /** Runs a task with a signal that aborts when the next one comes, or when it is interrupted. */
  run<T>(outer: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.interrupt();
    this.#running = new AbortController();
    return task(AbortSignal.any([outer, this.#running.signal]));
  }

  /** Ends what runs; to be called when somebody waits for the engine. */
  interrupt(): void {
    this.#running.abort(cancelled('Another request came.'));
  }
}
