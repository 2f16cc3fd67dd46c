import type { CompletionStats } from '../../sidecar/protocol';

/** Answers that are remembered. */
const REMEMBERED = 9;
/** Milliseconds: an answer that takes less may be asked for on suspicion. */
const QUICK_ANSWER = 300;
/** Milliseconds: a prompt that takes less may be evaluated on suspicion. */
const QUICK_PROMPT = 500;

/** How long the model has taken of late: what is worth asking before anybody wants it. */
export class ResponseTimes {
  readonly #totals: number[] = [];
  #prompt: number | undefined;

  answered({ firstTokenMs, totalMs }: Pick<CompletionStats, 'firstTokenMs' | 'totalMs'>): void {
    this.#prompt = firstTokenMs;
    this.#totals.push(totalMs);
    if (this.#totals.length > REMEMBERED) this.#totals.shift();
  }

  /** @param ms milliseconds that a prompt took to evaluate */
  warmed(ms: number): void {
    this.#prompt = ms;
  }

  /** Milliseconds that an answer is likely to take: the median; 0 as long as there was none. */
  get expected(): number {
    return this.#totals.toSorted((a, b) => a - b)[Math.floor(this.#totals.length / 2)] ?? 0;
  }

  get answersAreQuick(): boolean {
    return this.#totals.length > 0 && this.expected < QUICK_ANSWER;
  }

  get promptsAreQuick(): boolean {
    return this.#prompt !== undefined && this.#prompt < QUICK_PROMPT;
  }

  /** Another model takes other times. */
  clear(): void {
    this.#totals.length = 0;
    this.#prompt = undefined;
  }
}
