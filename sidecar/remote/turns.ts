/** Lets so many tasks run at a time, in the order they came. One whose signal aborts while it waits never starts. */
export class Turns {
  #running = 0;
  readonly #waiting = new Set<() => void>();

  constructor(private readonly most: number) {}

  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (this.#running < this.most) this.#running++;
    else await this.#turn(signal);
    try {
      return await task();
    } finally {
      this.#pass();
    }
  }

  /** Resolves when a place was passed on. */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal.removeEventListener('abort', drop);
        resolve();
      };
      const drop = (): void => {
        this.#waiting.delete(start);
        reject(signal.reason as Error);
      };
      this.#waiting.add(start);
      signal.addEventListener('abort', drop, { once: true });
    });
  }

  /** Gives a place to who waits longest, or back. */
  #pass(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#running--;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
