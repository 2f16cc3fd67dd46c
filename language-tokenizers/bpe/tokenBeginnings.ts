import { extendHash, HASH_MULTIPLIER } from './spanHash';

const CUBE = Math.imul(HASH_MULTIPLIER, Math.imul(HASH_MULTIPLIER, HASH_MULTIPLIER));
const SIXTH = Math.imul(CUBE, CUBE);
const GOLDEN = 0x9e37_79b1 | 0;

/** The lengths 3 to 5, which the first six bytes say nothing of. */
const UP_TO_FIVE = 0b111;
/** The bit of all lengths from 34 on. */
const LONG = 31;

/** Of 32, so that a product's upper bits are as many as a table has entries. */
const THREE_SHIFT = 16;
const SIX_SHIFT = 15;

/**
 * Which lengths tokens have that begin with certain three and six bytes. Sets of lengths are bits: length 3 is
 * bit 0, and bit 31 is every length from 34 on. A set may say too much, never too little.
 */
export class TokenBeginnings {
  /** Lengths from 34 on, the longest first. */
  longLengths: readonly number[] = [];
  private readonly ofThree = new Int32Array(1 << (32 - THREE_SHIFT));
  private readonly ofSix = new Int32Array(1 << (32 - SIX_SHIFT));

  /** Adds the token bytes[start, start + length); returns its hash. */
  add(bytes: Uint8Array, start: number, length: number): number {
    const bit = 1 << Math.min(length - 3, LONG);
    let hash = 0;
    for (let i = 0; i < length; i++) {
      hash = extendHash(hash, bytes[start + i]!);
      if (i === 2) this.ofThree[Math.imul(hash, GOLDEN) >>> THREE_SHIFT]! |= bit;
      else if (i === 5) this.ofSix[Math.imul(hash, GOLDEN) >>> SIX_SHIFT]! |= bit;
    }
    if (length - 3 >= LONG && !this.longLengths.includes(length)) {
      this.longLengths = [...this.longLengths, length].sort((a, b) => b - a);
    }
    return hash;
  }

  /** Lengths up to `room`, which is 3 or more, of the tokens that the text may have at `start`. */
  lengthsAt(prefixes: Int32Array, start: number, room: number): number {
    const before = prefixes[start]!;
    const three = (prefixes[start + 3]! - Math.imul(before, CUBE)) | 0;
    let lengths = this.ofThree[Math.imul(three, GOLDEN) >>> THREE_SHIFT]!;
    if (room - 3 < LONG) lengths &= (1 << (room - 2)) - 1;
    if ((lengths & ~UP_TO_FIVE) !== 0) {
      const six = (prefixes[start + 6]! - Math.imul(before, SIXTH)) | 0;
      lengths &= this.ofSix[Math.imul(six, GOLDEN) >>> SIX_SHIFT]! | UP_TO_FIVE;
    }
    return lengths;
  }
}
