import type { CompletionText } from '../../sidecar/protocol';

/** Who follows which text while it is written. */
export class StreamedTexts {
  readonly #followers = new Map<string, (text: string) => void>();
  #last = 0;

  /** Runs a request under a token of its own; `onText` gets the text as it grows until the request has ended. */
  async follow<T>(onText: (text: string) => void, request: (streamToken: string) => Promise<T>): Promise<T> {
    const streamToken = `${++this.#last}`;
    this.#followers.set(streamToken, onText);
    try {
      return await request(streamToken);
    } finally {
      this.#followers.delete(streamToken);
    }
  }

  grew({ streamToken, text }: CompletionText): void {
    this.#followers.get(streamToken)?.(text);
  }
}
