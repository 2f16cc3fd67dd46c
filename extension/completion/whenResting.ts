/** One thing to do when the cursor has rested for a while: whatever moves it before puts an end to that. */
export class WhenResting {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Does it after so many milliseconds, in place of what was planned before. */
  plan(ms: number, work: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, ms);
  }

  /** The text or the cursor is another than it was. */
  moved(): void {
    clearTimeout(this.#timer);
  }
}
