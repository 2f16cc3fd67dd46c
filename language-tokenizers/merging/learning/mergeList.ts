import { PairTable } from '../../collections/pairTable';
import { PriorityQueue } from '../../collections/priorityQueue';
import type { SymbolSequence } from './symbolSequence';

/** Ranks are multiplied by this and positions added, so that one number orders candidates by both. */
const POSITIONS = 2 ** 27;
/** The end of a linked list. */
const NONE = -1;

/** Learned merges of two symbols to one, the first learned first. */
export class MergeList {
  /** A pair's rank is its number here. */
  private readonly pairs = new PairTable();
  private readonly results: number[] = [];

  get size(): number {
    return this.results.length;
  }

  /** Adds a merge; one that is there keeps its rank. */
  add(left: number, right: number, result: number): void {
    if (this.pairs.add(left, right) === this.results.length) this.results.push(result);
  }

  /**
   * Applies the merges as byte-pair encoding does: of all neighbours with a merge, those of the lowest rank are
   * joined, the leftmost first, until none are left. Returns where the results end, exclusively, in symbols.
   */
  apply({ length, symbols: given, chunkStarts }: SymbolSequence): Uint32Array {
    const symbols = given.slice();
    const next = new Int32Array(length);
    const previous = new Int32Array(length);
    const queue = new PriorityQueue();
    const offer = (at: number): void => {
      const after = next[at]!;
      if (after === length || chunkStarts[after] === 1) return;
      const rank = this.pairs.find(symbols[at]!, symbols[after]!);
      if (rank !== NONE) queue.push(rank * POSITIONS + at, rank);
    };
    for (let i = 0; i < length; i++) {
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    for (let i = 0; i < length; i++) offer(i);

    while (queue.size > 0) {
      const key = queue.least;
      const rank = queue.pop();
      const at = key - rank * POSITIONS;
      const after = next[at]!;
      // A merge may have taken what the candidate was made of.
      if (symbols[at] === NONE || after === length) continue;
      if (symbols[at] !== this.pairs.left(rank) || symbols[after] !== this.pairs.right(rank)) continue;
      symbols[at] = this.results[rank]!;
      symbols[after] = NONE;
      next[at] = next[after]!;
      if (next[at] < length) previous[next[at]] = at;
      offer(at);
      if (previous[at]! >= 0 && chunkStarts[at] === 0) offer(previous[at]!);
    }
    return endsOf(next);
  }
}

/** Where symbols end, from where the one after each starts. */
export function endsOf(next: Int32Array): Uint32Array {
  const ends = new Uint32Array(next.length);
  let count = 0;
  for (let i = 0; i < next.length; i = next[i]!) ends[count++] = next[i]!;
  return ends.slice(0, count);
}
