import { PriorityQueue } from '../collections/priorityQueue';
import type { PieceBytes } from './pieceBytes';
import { splitSymbols } from './symbols';
import type { TokenArrays } from './tokenArrays';
import { NO_TOKEN, type Vocabulary } from './vocabulary';

/*
 * Byte-pair merging, from bytes or from code points: of all neighbours whose bytes together are a token, join the two
 * whose token has the lowest rank, the leftmost of several, until none are left. Both functions do that; they differ in
 * what they cost.
 */

let starts = new Int32Array(1024);
let ranks = new Int32Array(1024);

/** For short pieces: looks through all pairs for each merge. Appends the piece's tokens to `out`. */
export function mergeByScan(vocabulary: Vocabulary, piece: PieceBytes, out: TokenArrays): void {
  const { bytes, prefixes, unitEnds } = piece;
  let parts = piece.length;
  if (parts >= starts.length) {
    starts = new Int32Array(2 * parts);
    ranks = new Int32Array(2 * parts);
  }
  if (vocabulary.symbols === 'bytes') {
    for (let i = 0; i < parts; i++) {
      starts[i] = i;
      ranks[i] = i + 1 < parts ? vocabulary.findPair(bytes[i]!, bytes[i + 1]!) : NO_TOKEN;
    }
  } else {
    parts = splitSymbols(vocabulary, piece, starts);
    starts[parts] = piece.length;
    for (let i = 0; i + 1 < parts; i++)
      ranks[i] = vocabulary.find(bytes, prefixes, starts[i]!, starts[i + 2]!);
    ranks[parts - 1] = NO_TOKEN;
  }
  starts[parts] = piece.length;

  for (;;) {
    let best = NO_TOKEN;
    let at = 0;
    for (let i = 0; i < parts - 1; i++) {
      if (ranks[i]! < best) {
        best = ranks[i]!;
        at = i;
      }
    }
    if (best === NO_TOKEN) break;
    starts.copyWithin(at + 1, at + 2, parts + 1);
    ranks.copyWithin(at + 1, at + 2, parts);
    parts--;
    ranks[at] = at + 1 < parts ? vocabulary.find(bytes, prefixes, starts[at]!, starts[at + 2]!) : NO_TOKEN;
    if (at > 0) ranks[at - 1] = vocabulary.find(bytes, prefixes, starts[at - 1]!, starts[at + 1]!);
  }

  for (let i = 0; i < parts; i++) {
    const end = starts[i + 1]!;
    out.push(tokenOf(vocabulary, piece, starts[i]!, end), unitEnds[end - 1]!);
  }
}

/** Ranks are multiplied by this and positions added, so that one number orders candidates by both. */
const POSITIONS = 2 ** 27;

/**
 * For long pieces, in O(n log n): a heap of candidates, of which those are skipped that a merge has overtaken.
 * Appends the piece's tokens to `out`. Throws a RangeError for a piece over 128 MiB.
 */
export function mergeByHeap(vocabulary: Vocabulary, piece: PieceBytes, out: TokenArrays): void {
  const { bytes, prefixes, unitEnds, length } = piece;
  if (length > POSITIONS) throw new RangeError(`A run of ${length} bytes without a split is too long.`);
  /** Parts are known by where they start; `ends` is also where the next one starts. */
  const ends = new Int32Array(length);
  const previous = new Int32Array(length + 1);
  /** Rank of a part joined with the next one; NO_TOKEN too for a start that is none any more. */
  const joined = new Int32Array(length).fill(NO_TOKEN);
  /** By rank, and the leftmost of equals. */
  const candidates = new PriorityQueue(length);

  const offer = (start: number, rank: number): void => {
    joined[start] = rank;
    if (rank !== NO_TOKEN) candidates.push(rank * POSITIONS + start, start);
  };
  const offerJoined = (start: number): void => {
    const middle = ends[start]!;
    offer(start, middle < length ? vocabulary.find(bytes, prefixes, start, ends[middle]!) : NO_TOKEN);
  };

  if (vocabulary.symbols === 'bytes') {
    for (let i = 0; i < length; i++) {
      ends[i] = i + 1;
      previous[i] = i - 1;
    }
    for (let i = 0; i + 1 < length; i++) offer(i, vocabulary.findPair(bytes[i]!, bytes[i + 1]!));
  } else {
    const symbols = new Int32Array(length);
    const parts = splitSymbols(vocabulary, piece, symbols);
    for (let i = 0; i < parts; i++) {
      const start = symbols[i]!;
      ends[start] = i + 1 < parts ? symbols[i + 1]! : length;
      previous[start] = i > 0 ? symbols[i - 1]! : -1;
    }
    for (let i = 0; i < parts; i++) offerJoined(symbols[i]!);
  }
  while (candidates.size > 0) {
    const rank = Math.floor(candidates.least / POSITIONS);
    const start = candidates.pop();
    if (joined[start] !== rank) continue;
    const middle = ends[start]!;
    const end = ends[middle]!;
    joined[middle] = NO_TOKEN;
    ends[start] = end;
    previous[end] = start;
    offerJoined(start);
    if (start > 0) offerJoined(previous[start]!);
  }

  for (let start = 0; start < length; start = ends[start]!) {
    const end = ends[start]!;
    out.push(tokenOf(vocabulary, piece, start, end), unitEnds[end - 1]!);
  }
}

/** Rank of the token that a part has become. */
function tokenOf(vocabulary: Vocabulary, piece: PieceBytes, start: number, end: number): number {
  const rank = vocabulary.find(piece.bytes, piece.prefixes, start, end);
  return rank === NO_TOKEN ? vocabulary.fallback(piece.bytes[start]!) : rank;
}
