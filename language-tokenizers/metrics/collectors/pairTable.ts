const FREE = 0;
const FIRST_SLOTS = 1 << 12;

/**
 * Counts pairs of numbers of 32 bits, numbering them in the order in which they first came, in a few typed arrays that
 * grow to a limit. A chain of tables counts n-grams: a pair's number and what follows it are a pair of the next table.
 */
export class PairTable {
  /** Different pairs. */
  size = 0;
  /** More different pairs have come than the table takes; those were not counted. */
  isFull = false;
  private slots = new Uint32Array(FIRST_SLOTS);
  private firsts = new Uint32Array(FIRST_SLOTS / 2);
  private seconds = new Uint32Array(FIRST_SLOTS / 2);
  private times = new Uint32Array(FIRST_SLOTS / 2);

  /** @param limit the most different pairs that it takes: 24 bytes each */
  constructor(private readonly limit: number) {}

  /** Counts a pair once more; returns its number, or -1 where the table is full without it. */
  add(first: number, second: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(first, second) & mask;
    for (;;) {
      const pair = this.slots[slot]! - 1;
      if (pair < 0) break;
      if (this.firsts[pair] === first && this.seconds[pair] === second) {
        this.times[pair]!++;
        return pair;
      }
      slot = (slot + 1) & mask;
    }
    return this.insert(first, second, slot);
  }

  /** How often each pair came, by its number. */
  get counts(): Uint32Array {
    return this.times.subarray(0, this.size);
  }

  /** How often each first part came in a pair, where first parts are below `limit`. */
  countsOfFirsts(limit: number): Float64Array {
    const counts = new Float64Array(limit);
    for (let pair = 0; pair < this.size; pair++) counts[this.firsts[pair]!]! += this.times[pair]!;
    return counts;
  }

  private insert(first: number, second: number, slot: number): number {
    if (this.size >= this.limit) {
      this.isFull = true;
      return -1;
    }
    if (this.size === this.firsts.length) {
      this.grow();
      return this.insert(first, second, this.freeSlot(first, second));
    }
    const pair = this.size++;
    this.firsts[pair] = first;
    this.seconds[pair] = second;
    this.times[pair] = 1;
    this.slots[slot] = pair + 1;
    return pair;
  }

  private grow(): void {
    const larger = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
      const grown = new Uint32Array(2 * array.length);
      grown.set(array);
      return grown;
    };
    this.firsts = larger(this.firsts);
    this.seconds = larger(this.seconds);
    this.times = larger(this.times);
    this.slots = new Uint32Array(2 * this.slots.length);
    for (let pair = 0; pair < this.size; pair++) {
      this.slots[this.freeSlot(this.firsts[pair]!, this.seconds[pair]!)] = pair + 1;
    }
  }

  private freeSlot(first: number, second: number): number {
    const mask = this.slots.length - 1;
    let slot = hashOf(first, second) & mask;
    while (this.slots[slot] !== FREE) slot = (slot + 1) & mask;
    return slot;
  }
}

function hashOf(first: number, second: number): number {
  const mixed = Math.imul(first ^ Math.imul(second, 0x85eb_ca6b), 0x9e37_79b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
