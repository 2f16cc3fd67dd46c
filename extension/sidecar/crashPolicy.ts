/** What to do after a crash: try again after a pause, or stop. */
export type Verdict = { readonly restartAfterMs: number } | 'stop';

const WINDOW_MS = 3 * 60_000;
const MAX_CRASHES = 5;
const FIRST_PAUSE_MS = 250;

/**
 * The rule of language clients: crashes older than three minutes are forgotten; the fifth within three
 * minutes stops the process for good (until the user restarts it). Before that, each pause doubles.
 */
export class CrashPolicy {
  private crashes: number[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  crashed(): Verdict {
    const time = this.now();
    this.crashes = [...this.crashes.filter((at) => time - at < WINDOW_MS), time];
    if (this.crashes.length >= MAX_CRASHES) return 'stop';
    return { restartAfterMs: FIRST_PAUSE_MS * 2 ** (this.crashes.length - 1) };
  }

  /** Crashes within the last three minutes. */
  get recent(): number {
    const time = this.now();
    return this.crashes.filter((at) => time - at < WINDOW_MS).length;
  }

  reset(): void {
    this.crashes = [];
  }
}
