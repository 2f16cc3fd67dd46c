/**
 * How long to wait for the next keystroke before the model is asked, after the adaptive debouncing of Tabby's client:
 * longer than the user's own rhythm where more of a word is likely to come, and the less, the longer the answer takes.
 * Unlike there, never longer than the answer takes: an answer of 30 ms that nobody wants has cost less than the wait for
 * one that somebody does, and so the two together are at most twice what they could be.
 */

/** Milliseconds between keystrokes that count as typing; a longer pause is one to think. */
const TYPING = { least: 100, most: 400, first: 200 } as const;
/** Intervals that are remembered, and those that it takes to know a rhythm. */
const REMEMBERED = 100;
const ENOUGH = 20;
/** So many intervals are waited in the middle of a word, and at the best place for a completion. */
const RATE = { most: 3, least: 1.5 } as const;
/** What makes a place a good one: the last character ends a word; the line ends here; the text does. */
const WEIGHTS = { wordEnds: 0.5, lineEnds: 0.4, textEnds: 0.1 } as const;
/** No shorter pause, in milliseconds, but for quick answers: the fastest typists' intervals. */
const LEAST_PAUSE = 100;

/** The rhythm of the user's typing. */
export class TypingRhythm {
  readonly #intervals: number[] = [];
  #last = -Infinity;

  /** @param now milliseconds of any clock */
  keystroke(now: number): void {
    const interval = now - this.#last;
    this.#last = now;
    if (interval > TYPING.most) return;
    this.#intervals.push(interval);
    if (this.#intervals.length > REMEMBERED) this.#intervals.shift();
  }

  /** Mean milliseconds between keystrokes, from 100 to 400; 200 as long as there were too few. */
  get interval(): number {
    const { length } = this.#intervals;
    if (length < ENOUGH) return TYPING.first;
    const mean = this.#intervals.reduce((sum, one) => sum + one, 0) / length;
    return Math.max(TYPING.least, mean);
  }
}

export interface DebounceRequest {
  readonly prefix: string;
  readonly suffix: string;
  /** Milliseconds: of a keystroke, of an answer as far as one can tell, and of the longest pause that is allowed. */
  readonly interval: number;
  /** 0 where it is not known. */
  readonly response: number;
  readonly most: number;
}

/** Milliseconds to wait. */
export function debounceTime({ prefix, suffix, interval, response, most }: DebounceRequest): number {
  const score =
    (/[\p{L}\p{N}_]$/u.test(prefix) ? 0 : WEIGHTS.wordEnds) +
    (/^[^\S\n]*(\n|$)/u.test(suffix) ? WEIGHTS.lineEnds : 0) +
    (suffix.trim() === '' ? WEIGHTS.textEnds : 0);
  const rate = RATE.most - (RATE.most - RATE.least) * score;
  const pause = Math.min(most, Math.max(LEAST_PAUSE, rate * interval - response));
  return response > 0 ? Math.min(pause, response) : pause;
}
