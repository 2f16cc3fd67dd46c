/**
 * Runs tasks one at a time, in the order they came. A task whose signal aborts while it waits never starts.
 */
export class TaskQueue {
  #tail: Promise<unknown> = Promise.resolve();

  run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(async () => {
      signal.throwIfAborted();
      return task();
    });
    this.#tail = turn.catch(() => undefined);
    return orAbort(turn, signal);
  }

  /** Resolves when everything queued until now is done. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}

/** The promise's result, or the signal's reason as soon as it aborts. */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) {
    promise.catch(() => undefined);
    return Promise.reject(signal.reason as Error);
  }
  return new Promise<T>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
