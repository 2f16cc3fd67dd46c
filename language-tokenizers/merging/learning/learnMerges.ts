import { endsOf, MergeList } from './mergeList';
import { PairOccurrences } from './pairOccurrences';
import { PriorityQueue } from '../../collections/priorityQueue';
import type { SymbolSequence } from './symbolSequence';

/** Counts and positions are below it. */
const LIMIT = 2 ** 26;

export interface MergeRules {
  /** How many merges to learn at most. */
  readonly merges: number;
  /** Pairs that occur less often are not merged; 1 by default. */
  readonly least?: number;
  /** Whether two symbols may become one; asked once for a pair. */
  isValid(left: number, right: number): boolean;
  /** The symbol that two become: a new one, or one that is there and says the same. */
  join(left: number, right: number): number;
}

export interface LearnedMerges {
  readonly list: MergeList;
  /** How many steps were taken: `list` has no pair twice. */
  readonly steps: number;
  /** Where what has become of the sequence's symbols ends, exclusively. */
  readonly ends: Uint32Array;
}

/**
 * Byte-pair learning, over symbols: the most frequent valid pair of neighbours is merged wherever it occurs, left to
 * right, and again, and again. Of pairs that are equally frequent, the one that occurs first is taken. In
 * O(n log n), from an index of where pairs occur. Throws a RangeError for a sequence of 2^26 symbols.
 */
export function learnMerges(sequence: SymbolSequence, rules: MergeRules): LearnedMerges {
  if (sequence.length >= LIMIT) throw new RangeError(`${sequence.length} tokens are too many to learn from.`);
  const occurrences = new PairOccurrences(sequence);
  const queue = new PriorityQueue();
  const least = rules.least ?? 1;
  const list = new MergeList();
  /** Of each pair: 0 not known, 1 valid, 2 not. */
  const verdicts: number[] = [];
  const enqueue = (pair: number): void => {
    const count = occurrences.count(pair);
    if (count >= least && verdicts[pair] !== 2) queue.push(keyOf(count, occurrences.first(pair)), pair);
  };

  for (let pair = 0; pair < occurrences.pairs; pair++) enqueue(pair);
  let steps = 0;
  while (steps < rules.merges && queue.size > 0) {
    const key = queue.least;
    const pair = queue.pop();
    const count = occurrences.count(pair);
    if (count < least) continue;
    const now = keyOf(count, occurrences.first(pair));
    if (now !== key) {
      // Occurrences went, and its place is further back; where some came, it has been queued again.
      if (now > key) queue.push(now, pair);
      continue;
    }
    const [left, right] = occurrences.symbolsOf(pair);
    verdicts[pair] ??= rules.isValid(left, right) ? 1 : 2;
    if (verdicts[pair] === 2) continue;
    const result = rules.join(left, right);
    list.add(left, right, result);
    steps++;
    for (const touched of occurrences.merge(pair, result)) enqueue(touched);
  }
  return { list, steps, ends: endsOf(occurrences.next) };
}

/** Less for a pair that goes first. */
function keyOf(count: number, first: number): number {
  return (LIMIT - count) * LIMIT + first;
}
