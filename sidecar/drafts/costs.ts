import { lowerQuartile } from './lowerQuartile';

/** Measurements kept for each number of positions, and of the machine's present speed. */
const KEPT = 15;
const PRESENT = 9;
/** Decodes among which so many plain ones say alone what one costs: they need no estimate of what larger ones cost. */
const RECENT = 48;
const ENOUGH_PLAIN = 3;
/** What a further position costs of the first: a guess that counts for so many measurements. */
const FIRST_GUESS = 0.5;
const GUESSES = 3;
/** Measurements of any number of positions that say what a further one costs… */
const KEPT_SLOPES = 31;
/** …and those that this counts for, beside a number's own: of few, one that was disturbed would say too much. */
const SLOPE_WEIGHT = 4;
/** What a measurement may differ by from what the others say, as a factor: more is an accident. */
const FARTHEST = 3;

/**
 * What a decode of n positions costs on this machine with this model: its ratio to a decode of one position, from the
 * lower quartile of the last ones for each n, and the milliseconds of one, from that of the last few plain decodes, or
 * of any n where few were plain. The two are apart because other programs slow all decodes alike, which should not look
 * as if large ones had become dear.
 */
export class DecodeCosts {
  /** Ratios measured, by number of positions. */
  readonly #samples = new Map<number, readonly number[]>();
  /** What a further position costs, of each measurement; the guess first. */
  #slopes: readonly number[] = Array.from({ length: GUESSES }, () => FIRST_GUESS);
  /** The estimates, by number of positions, with the plain decode's; ascending. */
  #points: readonly Point[] = [[1, 1]];
  /** Milliseconds of the last decodes, each over its ratio, and whether it was of one position. */
  #present: readonly { readonly single: number; readonly isPlain: boolean }[] = [];
  /** Worked out once for each decode: each source is held against them before each step. */
  #single = 0;
  #knowsPlain = false;

  /** Takes down a decode of `positions` (at least 1) that took `ms`. */
  record(positions: number, ms: number): void {
    if (!(ms > 0)) return;
    if (positions > 1 && this.#present.length > 0) {
      const expected = this.ratio(positions);
      const ratio = Math.min(Math.max(ms / this.single, expected / FARTHEST), expected * FARTHEST);
      this.#samples.set(positions, [...(this.#samples.get(positions) ?? []), ratio].slice(-KEPT));
      this.#slopes = [...this.#slopes, (ratio - 1) / (positions - 1)].slice(-KEPT_SLOPES);
      this.#points = pointsOf(this.#samples, this.#slope);
    }
    const measured = { single: ms / this.ratio(positions), isPlain: positions === 1 };
    this.#present = [...this.#present, measured].slice(-RECENT);
    const plain = this.#present.filter(({ isPlain }) => isPlain);
    this.#knowsPlain = plain.length >= ENOUGH_PLAIN;
    const telling = (this.#knowsPlain ? plain : this.#present).slice(-PRESENT);
    this.#single = lowerQuartile(telling.map(({ single }) => single));
  }

  /** Milliseconds of a decode of one position at present; 0 before the first. */
  get single(): number {
    return this.#single;
  }

  /**
   * True when plain decodes were measured lately. Without them, what larger batches cost beyond a plain one can't be
   * told from a slow machine.
   */
  get knowsPlain(): boolean {
    return this.#knowsPlain;
  }

  /**
   * Cost of a decode of `positions` as a multiple of that of one. Between two numbers that were measured it is on the
   * line through both, beyond the last a further position costs what they all say. No batch costs more than a larger one.
   */
  ratio(positions: number): number {
    let below: Point = [1, 1];
    for (const point of this.#points) {
      if (point[0] >= positions) return between(below, point, positions);
      below = point;
    }
    return below[1] + this.#slope * (positions - below[0]);
  }

  get #slope(): number {
    return Math.max(0, lowerQuartile(this.#slopes));
  }

  /** Milliseconds of a decode by number of positions, where it was measured. */
  get measured(): readonly { readonly positions: number; readonly ms: number }[] {
    return this.#points.map(([positions, ratio]) => ({ positions, ms: this.single * ratio }));
  }
}

type Point = readonly [positions: number, ratio: number];

function pointsOf(samples: ReadonlyMap<number, readonly number[]>, slope: number): Point[] {
  const points = [...samples].map(([n, ratios]): Point => {
    const own = ratios.length * lowerQuartile(ratios);
    const all = SLOPE_WEIGHT * (1 + slope * (n - 1));
    return [n, Math.max(1, (own + all) / (ratios.length + SLOPE_WEIGHT))];
  });
  points.sort(([a], [b]) => b - a);
  let cheapest = Infinity;
  const rising = points.map(([n, ratio]): Point => [n, (cheapest = Math.min(cheapest, ratio))]);
  return [[1, 1], ...rising.reverse()];
}

function between([a, low]: Point, [b, high]: Point, positions: number): number {
  return a === b ? high : low + ((high - low) * (positions - a)) / (b - a);
}
