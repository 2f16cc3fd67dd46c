/*
 * Two hash tables from pre-tokens to their tokens, both with open addressing in one typed array. An entry has a
 * count of tokens (0: free slot) and a value: of one token its id, of several where they start in the pool.
 */

const GOLDEN = 0x9e37_79b1 | 0;
const SILVER = 0x85eb_ca6b | 0;

/** Keys are two 32-bit words: pre-tokens of up to eight Latin-1 units. */
export class ShortTable {
  size = 0;
  /** Value of the entry that `find` found. */
  value = 0;
  /** Four numbers to a slot: both words, value, count. */
  private slots: Int32Array;
  private mask: number;

  constructor(capacity = 1 << 12) {
    this.slots = new Int32Array(4 * capacity);
    this.mask = 4 * capacity - 1;
  }

  /** Count of the entry's tokens; 0 where there is none. */
  find(low: number, high: number): number {
    const { slots, mask } = this;
    for (let at = this.home(low, high); ; at = (at + 4) & mask) {
      const count = slots[at + 3]!;
      if (count === 0) return 0;
      if (slots[at] === low && slots[at + 1] === high) {
        this.value = slots[at + 2]!;
        return count;
      }
    }
  }

  /** Adds an entry for a key that has none. */
  add(low: number, high: number, value: number, count: number): void {
    if (8 * ++this.size > this.slots.length) this.grow();
    let at = this.home(low, high);
    while (this.slots[at + 3] !== 0) at = (at + 4) & this.mask;
    this.slots[at] = low;
    this.slots[at + 1] = high;
    this.slots[at + 2] = value;
    this.slots[at + 3] = count;
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
      if (slots[at + 3] !== 0) this.add(slots[at]!, slots[at + 1]!, slots[at + 2]!, slots[at + 3]!);
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
