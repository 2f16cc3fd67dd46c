import { MergedPairs } from './mergedPairs';
import { SHORT } from './shortTokens';
import { HASH_MULTIPLIER } from './spanHash';
import { NO_TOKEN, type Vocabulary } from './vocabulary';

/*
 * What is known of each rank, in numbers side by side: one place in memory tells all.
 */
const STRIDE = 8;
const LENGTH = 0;
/** Left part of the last merge, and one; of a symbol it is the symbol itself. 0: not known yet. */
const LEFT = 1;
const RIGHT = 2;
/** The first eight bytes. */
const LOW = 3;
const HIGH = 4;
const HASH = 5;
/** 1 for the token of a byte that no longer token begins with. */
const ALONE = 6;
/** 1 for a token that ranks before one of those that it is merged from, or is merged from such a token. */
const IRREGULAR = 7;

/** Knows which tokens may stand side by side, and which two each token is merged from. */
export class TokenPairs {
  private readonly records: Int32Array;
  /** powers[i] is what a hash is multiplied by when i bytes are appended. */
  private readonly powers: Int32Array;
  private readonly merged: MergedPairs;

  /** The last two of which the answer was yes. */
  private lastLeft = NO_TOKEN;
  private lastRight = NO_TOKEN;

  constructor(private readonly vocabulary: Vocabulary) {
    const { lengths, size } = vocabulary;
    this.merged = new MergedPairs(vocabulary);
    this.records = new Int32Array(STRIDE * size);
    let longest = 0;
    for (let rank = 0; rank < size; rank++) {
      const [low, high] = vocabulary.wordsOf(rank);
      this.records[STRIDE * rank + ALONE] = vocabulary.standsAlone(rank) ? 1 : 0;
      this.records[STRIDE * rank + LOW] = low;
      this.records[STRIDE * rank + HIGH] = high;
      this.records[STRIDE * rank + HASH] = vocabulary.hashOf(rank);
      this.records[STRIDE * rank + LENGTH] = lengths[rank]!;
      longest = Math.max(longest, lengths[rank]!);
    }
    this.powers = new Int32Array(longest + 1);
    this.powers[0] = 1;
    for (let i = 1; i <= longest; i++) this.powers[i] = Math.imul(this.powers[i - 1]!, HASH_MULTIPLIER);
  }

  /** True where the bytes of both tokens, `left` before `right`, are encoded as these two. */
  fit(left: number, right: number): boolean {
    // In a run of one letter the same two tokens meet again and again.
    if (left === this.lastLeft && right === this.lastRight) return true;
    const { unknown } = this.vocabulary;
    if (this.records[STRIDE * left + ALONE] === 1 || left === unknown || right === unknown) return true;
    const areRegular = this.isRegular(left) && this.isRegular(right);
    if (!(areRegular ? this.fitBelow(left, right, NO_TOKEN) : this.merged.fit(left, right))) return false;
    this.lastLeft = left;
    this.lastRight = right;
    return true;
  }

  /** The two tokens that `rank` is merged from; undefined for a symbol. */
  partsOf(rank: number): readonly [left: number, right: number] | undefined {
    if (this.records[STRIDE * rank + LEFT] === 0) this.split(rank);
    const left = this.records[STRIDE * rank + LEFT]! - 1;
    return left === rank ? undefined : [left, this.records[STRIDE * rank + RIGHT]! - 1];
  }

  /**
   * True where no merge of a rank below `limit` joins parts of `left` and `right` while they are made. Their merges
   * are undone, the last one first, and each time what then met at the boundary must have had no token of a rank
   * that would have come before. Of merges of one rank the left one comes first. Both must be regular: that the
   * last merge of a token is the one of the highest rank is what the order rests on.
   */
  private fitBelow(left: number, right: number, limit: number): boolean {
    const { records } = this;
    for (;;) {
      const leftAt = STRIDE * left;
      const rightAt = STRIDE * right;
      if (this.joined(left, right, leftAt, rightAt) < limit) return false;
      if (records[leftAt + RIGHT] === 0) this.split(left);
      if (records[rightAt + LEFT] === 0) this.split(right);
      const leftPart = records[leftAt + RIGHT]! - 1;
      const rightPart = records[rightAt + LEFT]! - 1;
      if (leftPart !== left && (left > right || rightPart === right)) {
        limit = left;
        left = leftPart;
      } else if (rightPart !== right) {
        limit = right + 1;
        right = rightPart;
      } else return true;
    }
  }

  /** Rank of the token with the bytes of both, or NO_TOKEN. */
  private joined(left: number, right: number, leftAt: number, rightAt: number): number {
    const { records, vocabulary } = this;
    const leftLength = records[leftAt + LENGTH]!;
    const rightLength = records[rightAt + LENGTH]!;
    const length = leftLength + rightLength;
    if (length > SHORT) {
      const hash = Math.imul(records[leftAt + HASH]!, this.powers[rightLength]!) + records[rightAt + HASH]!;
      return vocabulary.findJoined(left, right, hash | 0, length, leftLength);
    }
    const low = records[leftAt + LOW]!;
    const next = records[rightAt + LOW]!;
    if (leftLength >= 4) {
      const high = leftLength === 4 ? next : records[leftAt + HIGH]! | (next << ((leftLength - 4) << 3));
      return vocabulary.findWords(low, high, length);
    }
    const bits = leftLength << 3;
    return vocabulary.findWords(
      low | (next << bits),
      (next >>> (32 - bits)) | (records[rightAt + HIGH]! << bits),
      length,
    );
  }

  private isRegular(rank: number): boolean {
    if (this.records[STRIDE * rank + LEFT] === 0) this.split(rank);
    return this.records[STRIDE * rank + IRREGULAR] === 0;
  }

  /** Finds the last merge that makes a token. */
  private split(rank: number): void {
    const { records, vocabulary } = this;
    const at = STRIDE * rank;
    let left = rank;
    let right = rank;
    if (!vocabulary.isSymbol(rank)) {
      const length = this.leftLength(rank) || this.merged.leftLength(rank);
      if (length > 0) {
        left = vocabulary.part(rank, 0, length);
        right = vocabulary.part(rank, length, vocabulary.lengths[rank]!);
        const isRegular = left < rank && right < rank && this.isRegular(left) && this.isRegular(right);
        records[at + IRREGULAR] = isRegular ? 0 : 1;
      }
    }
    records[at + LEFT] = left + 1;
    records[at + RIGHT] = right + 1;
  }

  /** Bytes of the left one of the two regular tokens of lower ranks that `rank` is merged from; 0: no such. */
  private leftLength(rank: number): number {
    const { vocabulary } = this;
    for (let length = vocabulary.lengths[rank]! - 1; length > 0; length--) {
      const first = vocabulary.part(rank, 0, length);
      if (first >= rank || !this.isRegular(first)) continue;
      const second = vocabulary.part(rank, length, vocabulary.lengths[rank]!);
      if (second < rank && this.isRegular(second) && this.fitBelow(first, second, rank)) return length;
    }
    return 0;
  }
}
