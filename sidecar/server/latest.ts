import { cancelled } from '../errors';

/** Keeps one running request per key: a newer one cancels the older. */
export class LatestOnly {
  readonly #running = new Map<string, AbortController>();

  async run<T>(key: string, outer: AbortSignal, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#running.get(key)?.abort(cancelled('A newer request for this document replaced this one.'));
    const own = new AbortController();
    this.#running.set(key, own);
    try {
      return await task(AbortSignal.any([outer, own.signal]));
    } finally {
      if (this.#running.get(key) === own) this.#running.delete(key);
    }
  }
}
