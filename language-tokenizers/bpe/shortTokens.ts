const GOLDEN = 0x9e37_79b1 | 0;
const SILVER = 0x85eb_ca6b | 0;
/** Of 32: the filter has 2^21 bits. */
const FILTER_SHIFT = 11;

/** Bytes of the longest token of a ShortTokens. */
export const SHORT = 8;

/** What is left of the two words of eight bytes when only the first so many count. */
export const LOW_MASKS = Int32Array.of(0, 0xff, 0xffff, 0xff_ffff, -1, -1, -1, -1, -1);
export const HIGH_MASKS = Int32Array.of(0, 0, 0, 0, 0, 0xff, 0xffff, 0xff_ffff, -1);

/**
 * Tokens of up to eight bytes, most of a vocabulary. Their bytes are two words, the first byte lowest, that are the
 * key and all there is to compare: a look-up touches one place in memory, or where there is no such token mostly
 * just a bit of a filter.
 */
export class ShortTokens {
  /** Open addressing, four numbers to a slot: both words, the length, the rank. Length 0: a free slot. */
  private readonly slots: Int32Array;
  private readonly shift: number;
  private readonly filter = new Int32Array(1 << (32 - FILTER_SHIFT - 5));

  /** Has room for `count` tokens. */
  constructor(
    count: number,
    private readonly none: number,
  ) {
    const bits = Math.max(4, 33 - Math.clz32(count));
    this.slots = new Int32Array(4 << bits);
    this.shift = 32 - bits;
  }

  add(low: number, high: number, length: number, rank: number): void {
    const hash = mix(low, high, length);
    const bit = hash >>> FILTER_SHIFT;
    this.filter[bit >>> 5]! |= 1 << (bit & 31);
    const { slots } = this;
    let at = (hash >>> this.shift) << 2;
    while (slots[at + 2] !== 0) at = (at + 4) & (slots.length - 1);
    slots[at] = low;
    slots[at + 1] = high;
    slots[at + 2] = length;
    slots[at + 3] = rank;
  }

  /** Rank of a token, or none; quick where there is one. */
  find(low: number, high: number, length: number): number {
    return this.findHashed(mix(low, high, length), low, high, length);
  }

  /** The same, quick where there is none. */
  findRare(low: number, high: number, length: number): number {
    const hash = mix(low, high, length);
    const bit = hash >>> FILTER_SHIFT;
    if (((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return this.none;
    return this.findHashed(hash, low, high, length);
  }

  private findHashed(hash: number, low: number, high: number, length: number): number {
    const { slots } = this;
    for (let at = (hash >>> this.shift) << 2; ; at = (at + 4) & (slots.length - 1)) {
      if (slots[at] === low && slots[at + 1] === high && slots[at + 2] === length) return slots[at + 3]!;
      if (slots[at + 2] === 0) return this.none;
    }
  }
}

function mix(low: number, high: number, length: number): number {
  const hash = Math.imul(low ^ Math.imul(high + length, SILVER), GOLDEN);
  return Math.imul(hash ^ (hash >>> 15), SILVER);
}
