import { PairTable } from '../../collections/pairTable';

/**
 * Counts pairs of numbers of 32 bits, numbering them in the order in which they first came. A chain of them counts
 * n-grams: a pair's number and what follows it are a pair of the next one.
 */
export class PairCounts {
  /** More different pairs have come than are taken; those were not counted. */
  isFull = false;
  private readonly pairs = new PairTable();
  private times = new Uint32Array(1 << 11);

  /** @param limit the most different pairs that are taken: 20 bytes each, and as much again while it grows */
  constructor(private readonly limit: number) {}

  /** Different pairs. */
  get size(): number {
    return this.pairs.size;
  }

  /** Counts a pair once more; returns its number, or -1 where there are too many without it. */
  add(first: number, second: number): number {
    const pair = this.size < this.limit ? this.pairs.add(first, second) : this.pairs.find(first, second);
    if (pair < 0) {
      this.isFull = true;
      return -1;
    }
    if (pair === this.times.length) {
      const times = new Uint32Array(2 * pair);
      times.set(this.times);
      this.times = times;
    }
    this.times[pair]!++;
    return pair;
  }

  /** How often each pair came, by its number. */
  get counts(): Uint32Array {
    return this.times.subarray(0, this.size);
  }

  /** How often each first part came in a pair, where first parts are below `limit`. */
  countsOfFirsts(limit: number): Float64Array {
    const counts = new Float64Array(limit);
    for (let pair = 0; pair < this.size; pair++) counts[this.pairs.left(pair)]! += this.times[pair]!;
    return counts;
  }
}
