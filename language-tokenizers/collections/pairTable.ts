const GOLDEN = 0x9e37_79b1 | 0;
const FEWEST_SLOTS = 64;

/**
 * Pairs of integers of 32 bits, numbered from 0 in the order in which they are added: a hash table in a few typed
 * arrays, for the millions of pairs that a corpus has.
 */
export class PairTable {
  size = 0;
  private lefts = new Int32Array(FEWEST_SLOTS / 2);
  private rights = new Int32Array(FEWEST_SLOTS / 2);
  /** A pair's number and one; 0 where there is none. */
  private slots = new Int32Array(FEWEST_SLOTS);

  /** Number of a pair; -1 for one that is not there. */
  find(left: number, right: number): number {
    return this.slots[this.slotOf(left, right)]! - 1;
  }

  /** Number of a pair, added if it is not there. */
  add(left: number, right: number): number {
    const slot = this.slotOf(left, right);
    const found = this.slots[slot]! - 1;
    if (found >= 0) return found;
    const index = this.size++;
    this.lefts[index] = left;
    this.rights[index] = right;
    this.slots[slot] = this.size;
    if (this.size === this.lefts.length) this.grow();
    return index;
  }

  left(index: number): number {
    return this.lefts[index]!;
  }

  right(index: number): number {
    return this.rights[index]!;
  }

  /** Slot of the pair, or the free one where it would go. */
  private slotOf(left: number, right: number): number {
    const { lefts, rights, slots } = this;
    const mask = slots.length - 1;
    let hash = Math.imul(Math.imul(left, GOLDEN) ^ right, 0x85eb_ca6b);
    hash = Math.imul(hash ^ (hash >>> 15), GOLDEN);
    for (let slot = (hash ^ (hash >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot]! - 1;
      if (index < 0 || (lefts[index] === left && rights[index] === right)) return slot;
    }
  }

  private grow(): void {
    const { lefts, rights } = this;
    this.lefts = new Int32Array(2 * lefts.length);
    this.lefts.set(lefts);
    this.rights = new Int32Array(2 * rights.length);
    this.rights.set(rights);
    this.slots = new Int32Array(2 * this.slots.length);
    for (let i = 0; i < this.size; i++) this.slots[this.slotOf(lefts[i]!, rights[i]!)] = i + 1;
  }
}
