import { NO_TOKEN, Vocabulary } from '../bpe/vocabulary';
import { LastMerge } from '../bpe/lastMerge';
import type { MergeTable } from './mergeTable';
import type { TokenBytes } from './tokenBytes';

/*
 * The engine finds what to merge by spans: any two neighbours whose bytes together are a token, the token of the
 * lowest rank first. A file has a list of merges, pairs in an order. The two are the same if ranks are right and
 * every pair that ever comes up is in the list:
 *
 * Merging never looks past what it has merged. So whenever neighbours [x][y] come up somewhere, merging the bytes
 * of x and y alone comes through [x][y] too; and as that has one course only, there is for each token t at most one
 * pair that t can be made of, the last before it when t's own bytes are merged. If for each token that pair is in
 * the list, and the pairs are in the order of ranks, both ways of merging take the same steps on every text.
 */

/** What merging starts from, and what it can reach. */
export interface MergeOrder {
  /** Indices of tokens by rank: first the symbols that merging starts from, then what it makes. */
  readonly mergeable: readonly number[];
}

export interface MergeSource {
  readonly tokens: TokenBytes;
  readonly count: number;
  /** Whether merging may make a token, or start from it. */
  readonly isMade: (token: number) => boolean;
  readonly symbols: 'bytes' | 'characters';
  readonly isSymbol: (token: number) => boolean;
  readonly merges: MergeTable;
}

/** Rounds of ranking after which a list of merges is given up. */
const ROUNDS = 6;

/** Ranks under which merging by spans is merging by the list; undefined where none were found. */
export function findMergeOrder(source: MergeSource): MergeOrder | undefined {
  const { count, merges } = source;
  const symbols: number[] = [];
  let made: number[] = [];
  /** The place in the list by which each token is ranked. */
  const places = new Float64Array(count);
  for (let token = 0; token < count; token++) {
    if (!source.isMade(token)) continue;
    if (source.isSymbol(token)) symbols.push(token);
    else if (merges.first[token]! < merges.first[token + 1]!) {
      places[token] = merges.place[merges.first[token]!]!;
      made.push(token);
    }
  }
  made.sort((a, b) => places[a]! - places[b]!);

  for (let round = 0; round < ROUNDS; round++) {
    const order = [...symbols, ...made];
    const found = lastMerges(source, order, symbols.length, places);
    if (found.refused.size === 0 && found.ordered) {
      const mergeable = order.filter((token) => !found.unreachable.has(token));
      return { mergeable };
    }
    made = made.filter((token) => !found.refused.has(token)).sort((a, b) => places[a]! - places[b]!);
  }
  return undefined;
}

interface LastMerges {
  /** Tokens whose last pair is not in the list. */
  readonly refused: ReadonlySet<number>;
  /** Tokens that merging never makes. */
  readonly unreachable: ReadonlySet<number>;
  /** The pairs' places rise with their tokens' ranks. */
  readonly ordered: boolean;
}

/** Merges every token's own bytes; notes in `places` where in the list its last pair is. */
function lastMerges(
  { tokens, symbols, merges }: MergeSource,
  order: readonly number[],
  made: number,
  places: Float64Array,
): LastMerges {
  const vocabulary = new Vocabulary({ symbols, mergeable: order.length, ...tokens.inOrder(order) });
  const merging = new LastMerge(vocabulary);
  const refused = new Set<number>();
  const unreachable = new Set<number>();
  let ordered = true;
  let before = -1;
  for (let rank = made; rank < order.length; rank++) {
    const token = order[rank]!;
    const left = merging.run(tokens.of(token));
    if (left === NO_TOKEN) {
      unreachable.add(token);
      continue;
    }
    const place = placeOf(merges, token, order[left]!);
    if (place < 0) {
      refused.add(token);
      continue;
    }
    places[token] = place;
    if (place < before) ordered = false;
    before = place;
  }
  return { refused, unreachable, ordered };
}

/** Place of the merge of `left` and the rest into `token`, of several the last; -1 where the list has none. */
function placeOf({ first, left, place }: MergeTable, token: number, leftToken: number): number {
  for (let at = first[token + 1]! - 1; at >= first[token]!; at--) {
    if (left[at] === leftToken) return place[at]!;
  }
  return -1;
}
