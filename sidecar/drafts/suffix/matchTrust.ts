import type { TokenId } from '../../engine/engine';
import type { Draft } from '../source';
import type { Speculation } from './speculate';

/** Upper ends of the classes of matching tokens, and of the share of occurrences that agree. */
const MATCHED = [1, 2, 3, 4, 6, 8, 12, 16, 24, Infinity];
const AGREED = [0.5, 0.99, Infinity];
/** Guesses that the first estimate counts for, and after which half of what was seen is forgotten. */
const PRIOR_WEIGHT = 6;
const MEMORY = 200;

/**
 * How often a guess was right, by the length of the context it follows (with the guesses before it) and by how many of
 * the earlier occurrences agreed. The share of occurrences alone promises too much after short contexts and too little
 * after long ones.
 */
export class MatchTrust {
  readonly #right = new Float64Array(MATCHED.length * AGREED.length);
  readonly #all = new Float64Array(MATCHED.length * AGREED.length);
  #last: Speculation | undefined;

  /** The draft of a speculation, with the probabilities that experience gives. */
  draft(source: string, speculation: Speculation | undefined, most: number): Draft | undefined {
    this.#last = speculation;
    if (speculation === undefined || most < 1) return undefined;
    const tokens = speculation.tokens.slice(0, most);
    return { source, tokens, probabilities: tokens.map((_, at) => this.#probability(speculation, at)) };
  }

  /** Compares the last speculation, used or not, with the tokens that came. */
  learn(tokens: readonly TokenId[]): void {
    const last = this.#last;
    this.#last = undefined;
    if (!last) return;
    for (let at = 0; at < Math.min(tokens.length, last.tokens.length); at++) {
      const right = tokens[at] === last.tokens[at];
      this.#count(classOf(last, at), right);
      if (!right) break;
    }
  }

  #probability(speculation: Speculation, at: number): number {
    const cell = classOf(speculation, at);
    const length = speculation.matched + at;
    const guess = (agreement(speculation, at) * length) / (length + 1);
    return (this.#right[cell]! + PRIOR_WEIGHT * guess) / (this.#all[cell]! + PRIOR_WEIGHT);
  }

  #count(cell: number, right: boolean): void {
    if (this.#all[cell]! >= MEMORY) {
      this.#right[cell]! /= 2;
      this.#all[cell]! /= 2;
    }
    this.#all[cell]!++;
    if (right) this.#right[cell]!++;
  }
}

function classOf(speculation: Speculation, at: number): number {
  const matched = MATCHED.findIndex((end) => speculation.matched + at <= end);
  const agreed = AGREED.findIndex((end) => agreement(speculation, at) < end);
  return matched * AGREED.length + agreed;
}

/** Share of those occurrences that go on at all. */
function agreement({ counts, continued }: Speculation, at: number): number {
  return counts[at]! / continued[at]!;
}
