const SMALLEST_GAP = 256;

/**
 * Ascending offsets in a text under edit, each with a number beside it. The arrays have a gap where the last
 * change was, and what lies behind the gap is kept as its distance from the text's end: what a change costs
 * depends on how far it is from the one before, not on how much follows.
 */
export class OffsetList {
  length: number;
  private offsets: Uint32Array;
  private codes: Uint32Array;
  /** The gap is [gapStart, gapEnd) of both arrays. */
  private gapStart: number;
  private gapEnd: number;

  /** The first `count` of both arrays, which are the list's from now on. */
  constructor(
    private textLength: number,
    offsets: Uint32Array,
    codes: Uint32Array,
    count: number,
  ) {
    this.length = count;
    this.offsets = offsets;
    this.codes = codes;
    this.gapStart = count;
    this.gapEnd = offsets.length;
  }

  offset(i: number): number {
    return i < this.gapStart
      ? this.offsets[i]!
      : this.textLength - this.offsets[i + this.gapEnd - this.gapStart]!;
  }

  code(i: number): number {
    return this.codes[i < this.gapStart ? i : i + this.gapEnd - this.gapStart]!;
  }

  /** Number of offsets below `offset`. */
  before(offset: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offset(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Replaces the entries [from, to) by `count` others and moves what follows by `shift`. */
  replace(
    from: number,
    to: number,
    shift: number,
    count = 0,
    offsets: ArrayLike<number> = [],
    codes?: ArrayLike<number>,
  ): void {
    this.moveGap(from);
    this.gapEnd += to - from;
    this.textLength += shift;
    if (this.gapEnd - this.gapStart < count) this.widenGap(count);
    for (let i = 0; i < count; i++) {
      this.offsets[this.gapStart + i] = offsets[i]!;
      if (codes) this.codes[this.gapStart + i] = codes[i]!;
    }
    this.gapStart += count;
    this.length += count - (to - from);
  }

  private moveGap(to: number): void {
    const { offsets, codes, textLength } = this;
    while (this.gapStart > to) {
      this.gapStart--;
      this.gapEnd--;
      offsets[this.gapEnd] = textLength - offsets[this.gapStart]!;
      codes[this.gapEnd] = codes[this.gapStart]!;
    }
    while (this.gapStart < to) {
      offsets[this.gapStart] = textLength - offsets[this.gapEnd]!;
      codes[this.gapStart] = codes[this.gapEnd]!;
      this.gapStart++;
      this.gapEnd++;
    }
  }

  private widenGap(room: number): void {
    const behind = this.offsets.length - this.gapEnd;
    const size = this.gapStart + behind + room + Math.max(SMALLEST_GAP, this.length >> 3);
    this.offsets = this.widened(this.offsets, size, behind);
    this.codes = this.widened(this.codes, size, behind);
    this.gapEnd = size - behind;
  }

  private widened(array: Uint32Array, size: number, behind: number): Uint32Array {
    const wider = new Uint32Array(size);
    wider.set(array.subarray(0, this.gapStart));
    wider.set(array.subarray(array.length - behind), size - behind);
    return wider;
  }
}
