/** Where a window of lines was first seen. */
export interface WindowPlace {
  /** Number of its file, from 0. */
  readonly file: number;
  /** Number of its first significant line. */
  readonly index: number;
  /** Number of that line among all, from 0. */
  readonly line: number;
}

/** Slots of a new table, and of the largest: 20 bytes each. */
const FIRST = 1 << 12;
const LARGEST = 1 << 21;
const FIELDS = 5;

/**
 * Places by 64-bit hashes, in open addressing. A full table of the largest size keeps only hashes that end in one
 * more zero bit, so that its memory is bounded; `sampling` is then more than 1.
 */
export class WindowTable {
  /** One of so many hashes is kept. */
  sampling = 1;
  private size = 0;
  /** To a slot: both halves of the hash, file + 1 or 0 for a free slot, index, line. */
  private slots = new Int32Array(FIELDS * FIRST);

  constructor(private readonly largest = LARGEST) {}

  find(low: number, high: number): WindowPlace | undefined {
    if (!this.isKept(low)) return undefined;
    const at = this.slotOf(low, high);
    const { slots } = this;
    if (slots[at + 2] === 0) return undefined;
    return { file: slots[at + 2]! - 1, index: slots[at + 3]!, line: slots[at + 4]! };
  }

  /** Keeps the place that came first. */
  add(low: number, high: number, file: number, index: number, line: number): void {
    if (!this.isKept(low)) return;
    if (2 * (this.size + 1) > this.slots.length / FIELDS) this.makeRoom();
    if (!this.isKept(low)) return;
    const at = this.slotOf(low, high);
    if (this.slots[at + 2] !== 0) return;
    this.slots.set([low, high, file + 1, index, line], at);
    this.size++;
  }

  private isKept(low: number): boolean {
    return (low & (this.sampling - 1)) === 0;
  }

  private slotOf(low: number, high: number): number {
    const { slots } = this;
    const count = slots.length / FIELDS;
    let slot = (Math.imul(high, 0x9e37_79b1) >>> 4) & (count - 1);
    for (; ; slot = (slot + 1) & (count - 1)) {
      const at = FIELDS * slot;
      if (slots[at + 2] === 0 || (slots[at] === low && slots[at + 1] === high)) return at;
    }
  }

  private makeRoom(): void {
    const before = this.slots;
    const count = before.length / FIELDS;
    if (count < this.largest) this.slots = new Int32Array(2 * before.length);
    else {
      this.sampling *= 2;
      this.slots = new Int32Array(before.length);
    }
    this.size = 0;
    for (let at = 0; at < before.length; at += FIELDS) {
      if (before[at + 2] === 0 || !this.isKept(before[at]!)) continue;
      const to = this.slotOf(before[at]!, before[at + 1]!);
      this.slots.set(before.subarray(at, at + FIELDS), to);
      this.size++;
    }
  }
}
