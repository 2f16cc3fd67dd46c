/** Who follows what the sidecar says while a request runs: a text as it is written, how far a reading is. */
export class Followers<T> {
  readonly #followers = new Map<string, (value: T) => void>();
  #last = 0;

  /** Runs a request under a token of its own; `onValue` gets what is told of that token until the request has ended. */
  async follow<R>(onValue: (value: T) => void, request: (token: string) => Promise<R>): Promise<R> {
    const token = `${++this.#last}`;
    this.#followers.set(token, onValue);
    try {
      return await request(token);
    } finally {
      this.#followers.delete(token);
    }
  }

  told(token: string, value: T): void {
    this.#followers.get(token)?.(value);
  }
}
