/** A factor of the rolling hash, odd so that it has an inverse. */
const FACTOR = 0x2c9277b5;
/** Places of one run that are remembered: a text that repeats itself has more of them, and they say no more. */
const MOST_PLACES = 8;

/** Finds the runs of a number of UTF-16 units that a text has in others, by a rolling hash (Karp and Rabin). */
export class Grams {
  /** By hash: a place in the text and one; 0 where there is none. */
  readonly #slots: Int32Array;
  readonly #hashes: Int32Array;
  /** FACTOR to the power of `size`, by which the unit that leaves the window counts. */
  readonly #leaving: number;

  /** @param size UTF-16 units of a run */
  constructor(
    private readonly text: string,
    readonly size: number,
  ) {
    let power = 1;
    for (let i = 0; i < size; i++) power = Math.imul(power, FACTOR);
    this.#leaving = power;
    let slots = 64;
    while (slots < 4 * text.length) slots *= 2;
    this.#slots = new Int32Array(slots);
    this.#hashes = new Int32Array(text.length);
    roll(text, size, this.#leaving, (hash, at) => {
      this.#hashes[at] = hash;
      this.#add(hash, at);
    });
  }

  /** Calls back with every run that the other text has in common with this one: its place there, and here. */
  find(other: string, found: (there: number, here: number) => void): void {
    const mask = this.#slots.length - 1;
    roll(other, this.size, this.#leaving, (hash, there) => {
      for (let slot = spread(hash) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
        const here = this.#slots[slot]! - 1;
        if (this.#hashes[here] === hash && this.#isSame(other, there, here)) found(there, here);
      }
    });
  }

  #add(hash: number, at: number): void {
    const mask = this.#slots.length - 1;
    let same = 0;
    let slot = spread(hash) & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#hashes[this.#slots[slot]! - 1] === hash && ++same === MOST_PLACES) return;
    }
    this.#slots[slot] = at + 1;
  }

  /** Equal hashes may be of different runs. */
  #isSame(other: string, there: number, here: number): boolean {
    for (let i = 0; i < this.size; i++) {
      if (other.charCodeAt(there + i) !== this.text.charCodeAt(here + i)) return false;
    }
    return true;
  }
}

/** Calls back with the hash of each run of so many units, and where it begins. */
function roll(text: string, size: number, leaving: number, each: (hash: number, at: number) => void): void {
  let hash = 0;
  for (let end = 0; end < text.length; end++) {
    hash = (Math.imul(hash, FACTOR) + text.charCodeAt(end)) | 0;
    const at = end + 1 - size;
    if (at > 0) hash = (hash - Math.imul(leaving, text.charCodeAt(at - 1))) | 0;
    if (at >= 0) each(hash, at);
  }
}

/** Low bits of the hash depend on few units. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
