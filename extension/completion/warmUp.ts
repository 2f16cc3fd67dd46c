/** Milliseconds without an edit or a move of the cursor before its prompt is evaluated. */
const QUIET_MS = 1000;

/**
 * Has the prompt at the cursor evaluated when the user has come to rest, so that the next completion evaluates only what
 * is typed. What is evaluated is ended by the next edit or move, and by any request in the model's process.
 */
export class WarmUp {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = new AbortController();

  /** @param warm evaluates the prompt, where that is worth it; never rejects */
  constructor(private readonly warm: (signal: AbortSignal) => Promise<void>) {}

  /** The text or the cursor is another than it was. */
  moved(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      this.#running = new AbortController();
      void this.warm(this.#running.signal);
    }, QUIET_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running.abort();
  }

  dispose(): void {
    this.stop();
  }
}
