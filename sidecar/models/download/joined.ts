interface Running<P, R> {
  readonly result: Promise<R>;
  readonly abort: AbortController;
  readonly listeners: Set<(progress: P) => void>;
}

/** Runs a piece of work once for all who ask for it under the same key while it runs. */
export class Joined<P, R> {
  readonly #running = new Map<string, Running<P, R>>();

  /**
   * Joins the work of this key, or starts it. Who cancels leaves; when the last has left, the work is cancelled.
   * Rejects with the reason of `signal`, or as the work does.
   */
  async run(
    key: string,
    signal: AbortSignal,
    onProgress: (progress: P) => void,
    start: (signal: AbortSignal, onProgress: (progress: P) => void) => Promise<R>,
  ): Promise<R> {
    let before = this.#running.get(key);
    // What is being cancelled holds its file until it has ended.
    while (before?.abort.signal.aborted) {
      await before.result.catch(() => undefined);
      before = this.#running.get(key);
    }
    signal.throwIfAborted();
    const { result, abort, listeners } = before ?? this.#start(key, start);
    // A function of one's own, so that two who join with the same one are two.
    const listener = (progress: P): void => onProgress(progress);
    listeners.add(listener);
    return new Promise<R>((resolve, reject) => {
      const leave = (): void => {
        listeners.delete(listener);
        if (listeners.size === 0) abort.abort(signal.reason);
        else reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave);
      result.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', leave);
        listeners.delete(listener);
      });
    });
  }

  #start(
    key: string,
    start: (signal: AbortSignal, onProgress: (progress: P) => void) => Promise<R>,
  ): Running<P, R> {
    const abort = new AbortController();
    const listeners = new Set<(progress: P) => void>();
    const result = start(abort.signal, (progress) => listeners.forEach((listener) => listener(progress)));
    const running = { result, abort, listeners };
    this.#running.set(key, running);
    const forget = (): void => void this.#running.delete(key);
    result.then(forget, forget);
    return running;
  }
}
