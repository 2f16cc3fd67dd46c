import { type PackedVocabulary, unpackVocabulary } from './vocabularyFormat';

/** No token; larger than any id, so that it loses every comparison of ranks. */
export const NO_TOKEN = 0x7fffffff;

const MULTIPLIER = 0x0300_0693;
const GOLDEN = 0x9e37_79b1 | 0;
const LONGEST = 255;

/** The hash that spans of bytes are found by, one byte further. */
export function extendHash(hash: number, byte: number): number {
  return (Math.imul(hash, MULTIPLIER) + byte + 1) | 0;
}

const POWERS = new Int32Array(LONGEST + 1);
POWERS[0] = 1;
for (let i = 1; i <= LONGEST; i++) POWERS[i] = Math.imul(POWERS[i - 1]!, MULTIPLIER);

/**
 * A byte-level vocabulary whose ids are the ranks of its merges. All of it lies in a few typed arrays; a token is
 * found by its bytes through a hash of the span, without a string or a slice.
 */
export class Vocabulary {
  /** Number of ids. */
  readonly size: number;
  /** Length in bytes of each id's token, 0 for an id without one. */
  readonly lengths: Uint8Array;
  /** 1 for a token that starts inside a code point. */
  readonly startsInside: Uint8Array;
  private readonly bytes: Uint8Array;
  /** Where each token starts in `bytes`. */
  private readonly offsets: Uint32Array;
  /** Open addressing, two numbers to a slot: a token's hash, and its id + 1 or 0 for a free slot. */
  private readonly slots: Int32Array;
  /** Id of each two bytes' token, or NO_TOKEN; half of all questions are about two bytes. */
  private readonly pairs = new Int32Array(0x10000).fill(NO_TOKEN);
  private readonly longest: number;

  constructor(packed: PackedVocabulary) {
    this.size = packed.lengths.length;
    this.lengths = packed.lengths;
    this.bytes = packed.bytes;
    this.offsets = new Uint32Array(this.size);
    this.startsInside = new Uint8Array(this.size);
    this.slots = new Int32Array(2 << (33 - Math.clz32(this.size)));
    this.longest = this.index();
  }

  /** Reads a file that `packVocabulary` made; throws an Error for anything else. */
  static read(file: Uint8Array): Vocabulary {
    return new Vocabulary(unpackVocabulary(file));
  }

  /** Bytes of a token, a view not to be written to; undefined for an id without one. */
  token(id: number): Uint8Array | undefined {
    const length = this.lengths[id];
    if (!length) return undefined;
    return this.bytes.subarray(this.offsets[id], this.offsets[id]! + length);
  }

  /**
   * Id of the token with the bytes of text[start, end), or NO_TOKEN. prefixes[i] is the hash of the text's first
   * i bytes.
   */
  find(text: Uint8Array, prefixes: Int32Array, start: number, end: number): number {
    const length = end - start;
    if (length > this.longest) return NO_TOKEN;
    const hash = (prefixes[end]! - Math.imul(prefixes[start]!, POWERS[length]!)) | 0;
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(hash, mask); ; slot = (slot + 2) & mask) {
      const id = slots[slot + 1]! - 1;
      if (id < 0) return NO_TOKEN;
      if (slots[slot] === hash && this.lengths[id] === length && this.equals(id, text, start)) return id;
    }
  }

  /** Id of the token of two bytes, or NO_TOKEN. */
  findPair(first: number, second: number): number {
    return this.pairs[(first << 8) | second]!;
  }

  private equals(id: number, text: Uint8Array, start: number): boolean {
    const offset = this.offsets[id]!;
    const length = this.lengths[id]!;
    for (let i = 0; i < length; i++) {
      if (this.bytes[offset + i] !== text[start + i]) return false;
    }
    return true;
  }

  /** Fills the tables; returns the longest token's length. */
  private index(): number {
    const mask = this.slots.length - 1;
    let longest = 0;
    let offset = 0;
    for (let id = 0; id < this.size; id++) {
      const length = this.lengths[id]!;
      this.offsets[id] = offset;
      if (length === 0) continue;
      if (length > longest) longest = length;
      let hash = 0;
      for (let i = 0; i < length; i++) hash = extendHash(hash, this.bytes[offset + i]!);
      if ((this.bytes[offset]! & 0xc0) === 0x80) this.startsInside[id] = 1;
      let slot = slotOf(hash, mask);
      while (this.slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      this.slots[slot] = hash;
      this.slots[slot + 1] = id + 1;
      if (length === 2) this.pairs[(this.bytes[offset]! << 8) | this.bytes[offset + 1]!] = id;
      offset += length;
    }
    return longest;
  }
}

function slotOf(hash: number, mask: number): number {
  return (Math.imul(hash, GOLDEN) >>> 7) & mask & ~1;
}
