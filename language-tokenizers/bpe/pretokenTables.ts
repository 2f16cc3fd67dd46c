/*
 * Three hash tables from pre-tokens to their tokens, all with open addressing in one typed array. An entry has a
 * count of tokens and a value: of one token its id, of several where they start in the pool.
 */

const GOLDEN = 0x9e37_79b1 | 0;
const SILVER = 0x85eb_ca6b | 0;
const BRONZE = 0xc2b2_ae35 | 0;
const COPPER = 0x27d4_eb2f | 0;

/** What the tables share: slots of so many numbers, half of them free at least. */
abstract class PretokenTable {
  size = 0;
  /** Value of the entry that `find` found. */
  value = 0;
  protected slots: Int32Array;
  protected mask: number;

  /**
   * @param width numbers to a slot, a power of two
   * @param used which of them is 0 in a free slot alone
   */
  protected constructor(
    private readonly width: number,
    private readonly used: number,
    capacity: number,
  ) {
    this.slots = new Int32Array(width * capacity);
    this.mask = width * capacity - 1;
  }

  /** Where the entry of slots[at] belongs. */
  protected abstract homeOf(slots: Int32Array, at: number): number;

  /** Makes room for one entry more. Homes that were asked for before are no more good. */
  protected reserve(): void {
    if (2 * this.width * ++this.size <= this.slots.length) return;
    const { slots, used, width } = this;
    this.slots = new Int32Array(2 * slots.length);
    this.mask = this.slots.length - 1;
    for (let at = 0; at < slots.length; at += width) {
      if (slots[at + used] === 0) continue;
      this.slots.set(slots.subarray(at, at + width), this.freeFrom(this.homeOf(slots, at)));
    }
  }

  /** The first free slot from `home` on. */
  protected freeFrom(home: number): number {
    let at = home;
    while (this.slots[at + this.used] !== 0) at = (at + this.width) & this.mask;
    return at;
  }
}

/** Units of the longest key of a ShortTable. */
export const SHORT_UNITS = 8;

/**
 * Keys are two 32-bit words and a length: pre-tokens of up to eight Latin-1 units. Four numbers to a slot: both words,
 * value, and 16 counts plus the length.
 */
export class ShortTable extends PretokenTable {
  constructor(capacity = 1 << 12) {
    super(4, 3, capacity);
  }

  /** Count of the entry's tokens; 0 where there is none. */
  find(low: number, high: number, length: number): number {
    const { slots, mask } = this;
    for (let at = this.home(low, high); ; at = (at + 4) & mask) {
      const entry = slots[at + 3]!;
      if (slots[at] === low && slots[at + 1] === high && (entry & 15) === length) {
        this.value = slots[at + 2]!;
        return entry >>> 4;
      }
      if (entry === 0) return 0;
    }
  }

  /** Adds an entry for a key that has none. */
  add(low: number, high: number, length: number, value: number, count: number): void {
    this.reserve();
    this.slots.set([low, high, value, 16 * count + length], this.freeFrom(this.home(low, high)));
  }

  protected homeOf(slots: Int32Array, at: number): number {
    return this.home(slots[at]!, slots[at + 1]!);
  }

  private home(low: number, high: number): number {
    const hash = Math.imul(low, GOLDEN) ^ Math.imul(high, SILVER);
    return ((hash ^ (hash >>> 15)) << 2) & this.mask;
  }
}

/** Units of the longest key of a MiddleTable. */
export const MIDDLE_UNITS = 16;

/**
 * Keys are four 32-bit words and a length: pre-tokens of up to sixteen Latin-1 units. Eight numbers to a slot, of which
 * six are used: the words, value, and 64 counts plus the length.
 */
export class MiddleTable extends PretokenTable {
  constructor(capacity = 1 << 10) {
    super(8, 5, capacity);
  }

  /** Count of the entry's tokens; 0 where there is none. */
  find(first: number, second: number, third: number, fourth: number, length: number): number {
    const { slots, mask } = this;
    for (let at = this.home(first, second, third, fourth); ; at = (at + 8) & mask) {
      const entry = slots[at + 5]!;
      if (
        slots[at] === first &&
        slots[at + 1] === second &&
        slots[at + 2] === third &&
        slots[at + 3] === fourth &&
        (entry & 63) === length
      ) {
        this.value = slots[at + 4]!;
        return entry >>> 6;
      }
      if (entry === 0) return 0;
    }
  }

  /** Adds an entry for a key that has none. */
  add(words: readonly [number, number, number, number], length: number, value: number, count: number): void {
    this.reserve();
    this.slots.set([...words, value, 64 * count + length], this.freeFrom(this.home(...words)));
  }

  protected homeOf(slots: Int32Array, at: number): number {
    return this.home(slots[at]!, slots[at + 1]!, slots[at + 2]!, slots[at + 3]!);
  }

  private home(first: number, second: number, third: number, fourth: number): number {
    const left = Math.imul(first, GOLDEN) ^ Math.imul(second, SILVER);
    const hash = left ^ Math.imul(third, BRONZE) ^ Math.imul(fourth + (left >>> 16), COPPER);
    return ((hash ^ (hash >>> 15)) << 3) & this.mask;
  }
}

/**
 * Keys are units of text, of which the table keeps a copy. Eight numbers to a slot, of which five are used: hash, where
 * the key's text starts, length, value, count.
 */
export class LongTable extends PretokenTable {
  /** Units of all keys. */
  textLength = 0;
  private text = new Uint16Array(1 << 12);

  constructor(capacity = 1 << 10) {
    super(8, 4, capacity);
  }

  static hash(units: Uint16Array, start: number, end: number): number {
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + units[i]!) | 0;
    return hash;
  }

  /** Count of the tokens of units[start, end), the hash of which is given; 0 where there is no entry. */
  find(units: Uint16Array, start: number, end: number, hash: number): number {
    const { slots, mask } = this;
    for (let at = this.home(hash); ; at = (at + 8) & mask) {
      const count = slots[at + 4]!;
      if (count === 0) return 0;
      if (
        slots[at] === hash &&
        slots[at + 2] === end - start &&
        this.equals(slots[at + 1]!, units, start, end)
      ) {
        this.value = slots[at + 3]!;
        return count;
      }
    }
  }

  /** Adds an entry for a key that has none. */
  add(units: Uint16Array, start: number, end: number, hash: number, value: number, count: number): void {
    const length = end - start;
    if (this.textLength + length > this.text.length) {
      const text = new Uint16Array(2 * Math.max(this.text.length, length));
      text.set(this.text);
      this.text = text;
    }
    this.text.set(units.subarray(start, end), this.textLength);
    this.reserve();
    this.slots.set([hash, this.textLength, length, value, count], this.freeFrom(this.home(hash)));
    this.textLength += length;
  }

  protected homeOf(slots: Int32Array, at: number): number {
    return this.home(slots[at]!);
  }

  private equals(textStart: number, units: Uint16Array, start: number, end: number): boolean {
    const { text } = this;
    for (let i = start, k = textStart; i < end; i++, k++) {
      if (text[k] !== units[i]) return false;
    }
    return true;
  }

  private home(hash: number): number {
    return (Math.imul(hash, GOLDEN) >>> 6) & this.mask & ~7;
  }
}
