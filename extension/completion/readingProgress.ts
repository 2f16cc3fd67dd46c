import type { ReadProgress } from '../../sidecar/protocol';

/** Who follows how far which reading is. */
export class ReadingProgress {
  readonly #followers = new Map<string, (fraction: number) => void>();
  #last = 0;

  /** Runs a request under a token of its own; `onProgress` gets fractions from 0 to 1 until the request has ended. */
  async follow<T>(
    onProgress: (fraction: number) => void,
    request: (progressToken: string) => Promise<T>,
  ): Promise<T> {
    const progressToken = `${++this.#last}`;
    this.#followers.set(progressToken, onProgress);
    try {
      return await request(progressToken);
    } finally {
      this.#followers.delete(progressToken);
    }
  }

  reached({ progressToken, fraction }: ReadProgress): void {
    this.#followers.get(progressToken)?.(fraction);
  }
}
