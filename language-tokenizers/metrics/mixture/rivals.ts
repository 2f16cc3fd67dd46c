import type { Vocabulary } from '../../bpe/vocabulary';
import type { MergeList } from './mergeList';
import { MergeReplay } from './mergeReplay';
import { PairIds } from './pairIds';

/** Rivals of one merge that are kept of each category: those that most exceed it there. */
const PER_CATEGORY = 30;
/** Rates are for a million bytes, so that their differences are numbers of a size that solvers like. */
const SCALE = 1e6;

/** A pair that is more frequent than the one that was merged, in some category at least. */
export interface Rival {
  /** Number of the pair. */
  readonly pair: number;
  /** By category: how much more often it stands in a million bytes; negative where it stands less often. */
  readonly excess: Float64Array;
}

/** For every merge, its rivals. */
export interface Rivals {
  readonly categories: number;
  /** Numbers of pairs are below it. */
  readonly pairs: number;
  readonly merges: readonly (readonly Rival[])[];
  /** For every merge, how often its own pair stood in a million bytes, by category. */
  readonly rates: readonly Float64Array[];
}

/**
 * Applies merges to the samples of all categories and finds, for every merge, the pairs that would have been merged in
 * its place if one category had been all there was.
 */
export function findRivals(
  merges: MergeList,
  samples: readonly ReadonlyMap<string, number>[],
  vocabulary: Vocabulary,
): Rivals {
  const pairs = new PairIds();
  const replays = samples.map((words) => new MergeReplay(words, vocabulary, pairs));
  const found: Rival[][] = [];
  const rates: Float64Array[] = [];
  for (let merge = 0; merge < merges.length; merge++) {
    const [left, right] = [merges.left[merge]!, merges.right[merge]!];
    const own = pairs.idOf(left, right);
    found.push(rivalsOf(own, replays, pairs.size));
    rates.push(Float64Array.from(replays, (replay) => SCALE * replay.rate(own)));
    for (const replay of replays) replay.merge(left, right, merges.merged[merge]!);
  }
  return { categories: samples.length, pairs: pairs.size, merges: found, rates };
}

function rivalsOf(own: number, replays: readonly MergeReplay[], pairs: number): Rival[] {
  const found = new Set<number>();
  for (const { counts } of replays) {
    for (const pair of mostFrequent(counts, Math.min(pairs, counts.length), counts[own] ?? 0)) {
      if (pair !== own) found.add(pair);
    }
  }
  return Array.from(found, (pair) => ({
    pair,
    excess: Float64Array.from(replays, (replay) => SCALE * (replay.rate(pair) - replay.rate(own))),
  }));
}

const best = new Int32Array(PER_CATEGORY);

/** The pairs below `limit` that are more frequent than `least`, at most PER_CATEGORY of them. */
function mostFrequent(counts: Float64Array, limit: number, least: number): Int32Array {
  let length = 0;
  let bar = least;
  for (let pair = 0; pair < limit; pair++) {
    const count = counts[pair]!;
    if (count <= bar) continue;
    // In order, the most frequent first; what is pushed out of the end raises the bar.
    let at = length < PER_CATEGORY ? length++ : PER_CATEGORY - 1;
    for (; at > 0 && counts[best[at - 1]!]! < count; at--) best[at] = best[at - 1]!;
    best[at] = pair;
    if (length === PER_CATEGORY) bar = counts[best[PER_CATEGORY - 1]!]!;
  }
  return best.subarray(0, length);
}
