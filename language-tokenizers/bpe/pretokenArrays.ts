/** In place of a reach: the next entry is more of the same pre-token. */
export const CONTINUES = 0xffff_ffff;

/**
 * What a document keeps of consecutive pre-tokens, as growing parallel arrays. A long pre-token has several entries,
 * its segments, of which all but the last have CONTINUES for a reach.
 */
export class PretokenArrays {
  count = 0;
  /** UTF-16 units. */
  lengths: Uint32Array;
  /** Tokens that the pre-token has. */
  tokens: Uint32Array;
  /** How far after its end the scanner read to decide on it, in units. */
  reaches: Uint32Array;
  /** Rank of the token, where there is one. */
  ranks: Uint32Array;

  constructor(capacity: number) {
    this.lengths = new Uint32Array(capacity);
    this.tokens = new Uint32Array(capacity);
    this.reaches = new Uint32Array(capacity);
    this.ranks = new Uint32Array(capacity);
  }

  /** `rank` counts only where `tokens` is 1. */
  push(length: number, tokens: number, reach: number, rank: number): void {
    if (this.count === this.lengths.length) this.reserve(2 * this.count + 16);
    const at = this.count++;
    this.lengths[at] = length;
    this.tokens[at] = tokens;
    this.reaches[at] = reach;
    this.ranks[at] = rank;
  }

  /** Replaces the pre-tokens [start, end) by those of `other` from `from` up to `to`. */
  splice(start: number, end: number, other: PretokenArrays, from = 0, to = other.count): void {
    const count = this.count - (end - start) + (to - from);
    if (count > this.lengths.length) this.reserve(count + (count >> 2));
    const replace = (array: Uint32Array, source: Uint32Array): void => {
      array.copyWithin(start + to - from, end, this.count);
      array.set(source.subarray(from, to), start);
    };
    replace(this.lengths, other.lengths);
    replace(this.tokens, other.tokens);
    replace(this.reaches, other.reaches);
    replace(this.ranks, other.ranks);
    this.count = count;
  }

  private reserve(capacity: number): void {
    const resize = (array: Uint32Array): Uint32Array => {
      const larger = new Uint32Array(capacity);
      larger.set(array);
      return larger;
    };
    this.lengths = resize(this.lengths);
    this.tokens = resize(this.tokens);
    this.reaches = resize(this.reaches);
    this.ranks = resize(this.ranks);
  }
}
