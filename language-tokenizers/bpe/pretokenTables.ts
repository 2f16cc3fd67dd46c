/*
 * Three hash tables from pre-tokens to their tokens, all with open addressing in one typed array. An entry has a
 * count of tokens (0: free slot) and a value: of one token its id, of several where they start in the pool.
 */

const GOLDEN = 0x9e37_79b1 | 0;
const SILVER = 0x85eb_ca6b | 0;
const BRONZE = 0xc2b2_ae35 | 0;
const COPPER = 0x27d4_eb2f | 0;

/** Units of the longest key of a ShortTable. */
export const SHORT_UNITS = 8;

/** Keys are two 32-bit words and a length: pre-tokens of up to eight Latin-1 units. */
export class ShortTable {
  size = 0;
  /** Value of the entry that `find` found. */
  value = 0;
  /** Four numbers to a slot: both words, value, and 16 counts plus the length. */
  private slots: Int32Array;
  private mask: number;

  constructor(capacity = 1 << 12) {
    this.slots = new Int32Array(4 * capacity);
    this.mask = 4 * capacity - 1;
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
    this.insert(low, high, value, 16 * count + length);
  }

  private insert(low: number, high: number, value: number, entry: number): void {
    if (8 * ++this.size > this.slots.length) this.grow();
    let at = this.home(low, high);
    while (this.slots[at + 3] !== 0) at = (at + 4) & this.mask;
    this.slots[at] = low;
    this.slots[at + 1] = high;
    this.slots[at + 2] = value;
    this.slots[at + 3] = entry;
  }

  private home(low: number, high: number): number {
    const hash = Math.imul(low, GOLDEN) ^ Math.imul(high, SILVER);
    return ((hash ^ (hash >>> 15)) << 2) & this.mask;
  }

  private grow(): void {
    const { slots, size } = this;
    this.slots = new Int32Array(2 * slots.length);
    this.mask = this.slots.length - 1;
    this.size = 0;
    for (let at = 0; at < slots.length; at += 4) {
      if (slots[at + 3] !== 0) this.insert(slots[at]!, slots[at + 1]!, slots[at + 2]!, slots[at + 3]!);
    }
    this.size = size;
  }
}

/** Units of the longest key of a MiddleTable. */
export const MIDDLE_UNITS = 16;

/** Keys are four 32-bit words and a length: pre-tokens of up to sixteen Latin-1 units. */
export class MiddleTable {
  size = 0;
  /** Value of the entry that `find` found. */
  value = 0;
  /** Eight numbers to a slot, of which six are used: the words, value, and 64 counts plus the length. */
  private slots: Int32Array;
  private mask: number;

  constructor(capacity = 1 << 10) {
    this.slots = new Int32Array(8 * capacity);
    this.mask = 8 * capacity - 1;
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
    this.insert(...words, value, 64 * count + length);
  }

  private insert(
    first: number,
    second: number,
    third: number,
    fourth: number,
    value: number,
    entry: number,
  ): void {
    if (16 * ++this.size > this.slots.length) this.grow();
    let at = this.home(first, second, third, fourth);
    while (this.slots[at + 5] !== 0) at = (at + 8) & this.mask;
    this.slots.set([first, second, third, fourth, value, entry], at);
  }

  private home(first: number, second: number, third: number, fourth: number): number {
    const left = Math.imul(first, GOLDEN) ^ Math.imul(second, SILVER);
    const hash = left ^ Math.imul(third, BRONZE) ^ Math.imul(fourth + (left >>> 16), COPPER);
    return ((hash ^ (hash >>> 15)) << 3) & this.mask;
  }

  private grow(): void {
    const { slots, size } = this;
    this.slots = new Int32Array(2 * slots.length);
    this.mask = this.slots.length - 1;
    this.size = 0;
    for (let at = 0; at < slots.length; at += 8) {
      if (slots[at + 5] === 0) continue;
      const [first, second, third, fourth, value, entry] = slots.subarray(at, at + 6);
      this.insert(first!, second!, third!, fourth!, value!, entry!);
    }
    this.size = size;
  }
}

/** Keys are units of text, of which the table keeps a copy. */
export class LongTable {
  size = 0;
  /** Value of the entry that `find` found. */
  value = 0;
  /** Units of all keys. */
  textLength = 0;
  private text = new Uint16Array(1 << 12);
  /** Eight numbers to a slot, of which five are used: hash, where the key's text starts, length, value, count. */
  private slots: Int32Array;
  private mask: number;

  constructor(capacity = 1 << 10) {
    this.slots = new Int32Array(8 * capacity);
    this.mask = 8 * capacity - 1;
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
    this.insert(hash, this.textLength, length, value, count);
    this.textLength += length;
  }

  private insert(hash: number, textStart: number, length: number, value: number, count: number): void {
    if (16 * ++this.size > this.slots.length) this.grow();
    let at = this.home(hash);
    while (this.slots[at + 4] !== 0) at = (at + 8) & this.mask;
    this.slots[at] = hash;
    this.slots[at + 1] = textStart;
    this.slots[at + 2] = length;
    this.slots[at + 3] = value;
    this.slots[at + 4] = count;
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

  private grow(): void {
    const { slots, size } = this;
    this.slots = new Int32Array(2 * slots.length);
    this.mask = this.slots.length - 1;
    this.size = 0;
    for (let at = 0; at < slots.length; at += 8) {
      if (slots[at + 4] === 0) continue;
      this.insert(slots[at]!, slots[at + 1]!, slots[at + 2]!, slots[at + 3]!, slots[at + 4]!);
    }
    this.size = size;
  }
}
