import { type PackedVocabulary, unpackVocabulary } from './vocabularyFormat';

/** No token; larger than any rank, so that it loses every comparison of ranks. */
export const NO_TOKEN = 0x7fffffff;

const MULTIPLIER = 0x0300_0693;
const GOLDEN = 0x9e37_79b1 | 0;

/** The hash that spans of bytes are found by, one byte further. */
export function extendHash(hash: number, byte: number): number {
  return (Math.imul(hash, MULTIPLIER) + byte + 1) | 0;
}

/**
 * A vocabulary by rank, the order in which merging prefers its tokens. All of it lies in a few typed arrays; a
 * token is found by its bytes through a hash of the span, without a string or a slice. Everything in the engine
 * speaks of ranks; ids are put in their place where tokens leave it.
 */
export class Vocabulary {
  /** Number of ranks. */
  readonly size: number;
  /** Ranks below it are found by their bytes. */
  readonly mergeable: number;
  /** What merging starts from. */
  readonly symbols: 'bytes' | 'characters';
  /** Length in bytes of each rank's token, 0 for a rank without one. */
  readonly lengths: Uint16Array;
  /** 1 for a token that starts inside a code point. */
  readonly startsInside: Uint8Array;
  /** Token id of each rank; undefined where ids are ranks. */
  readonly ids: Uint32Array | undefined;
  /** Ranks of the bytes' tokens, for what has no token of its own. */
  readonly byteFallback: Uint32Array | undefined;
  /** Rank of the token that stands for what has none; NO_TOKEN where there is none. */
  readonly unknown: number;
  /** Unknown code points in a row are one unknown token. */
  readonly fuseUnknown: boolean;
  private readonly bytes: Uint8Array;
  /** Where each token starts in `bytes`. */
  private readonly offsets: Uint32Array;
  /** Open addressing, two numbers to a slot: a token's hash, and its rank + 1 or 0 for a free slot. */
  private readonly slots: Int32Array;
  /** Rank of each two bytes' token, or NO_TOKEN; half of all questions are about two bytes. */
  private readonly pairs = new Int32Array(0x10000).fill(NO_TOKEN);
  private readonly longest: number;
  /** powers[i] is what a hash is multiplied by when i bytes are appended. */
  private readonly powers: Int32Array;
  /** Rank of each id, made when the first of them is asked for. */
  private ranks: Map<number, number> | undefined;

  constructor(packed: PackedVocabulary) {
    this.size = packed.lengths.length;
    this.mergeable = packed.mergeable;
    this.symbols = packed.symbols;
    this.lengths = packed.lengths;
    this.ids = packed.ids;
    this.byteFallback = packed.byteFallback;
    this.unknown = packed.unknown ?? NO_TOKEN;
    this.fuseUnknown = packed.fuseUnknown ?? false;
    this.bytes = packed.bytes;
    this.offsets = new Uint32Array(this.size);
    this.startsInside = new Uint8Array(this.size);
    this.slots = new Int32Array(2 << (33 - Math.clz32(this.mergeable)));
    this.longest = this.index();
    this.powers = new Int32Array(this.longest + 1);
    this.powers[0] = 1;
    for (let i = 1; i <= this.longest; i++) this.powers[i] = Math.imul(this.powers[i - 1]!, MULTIPLIER);
  }

  /** Reads a file that `packVocabulary` made; throws an Error for anything else. */
  static read(file: Uint8Array): Vocabulary {
    return new Vocabulary(unpackVocabulary(file));
  }

  /** Bytes of a token, a view not to be written to; undefined for a rank without one. */
  token(rank: number): Uint8Array | undefined {
    const length = this.lengths[rank];
    if (!length) return undefined;
    return this.bytes.subarray(this.offsets[rank], this.offsets[rank]! + length);
  }

  idOf(rank: number): number {
    return this.ids ? this.ids[rank]! : rank;
  }

  /** The rank of a token id; undefined for an id that no rank has. */
  rankOf(id: number): number | undefined {
    if (!this.ids) return this.lengths[id] ? id : undefined;
    this.ranks ??= new Map(
      Array.from(this.ids, (of, rank) => [of, rank] as const).filter(([, rank]) => this.lengths[rank]),
    );
    return this.ranks.get(id);
  }

  /** True when every text has tokens: all bytes, or what stands for a code point without one. */
  isComplete(): boolean {
    if (this.symbols === 'characters') return this.byteFallback !== undefined || this.unknown !== NO_TOKEN;
    const prefixes = new Int32Array(2);
    for (let byte = 0; byte < 256; byte++) {
      prefixes[1] = extendHash(0, byte);
      if (this.find(Uint8Array.of(byte), prefixes, 0, 1) === NO_TOKEN) return false;
    }
    return true;
  }

  /** Ids are below it. */
  get idLimit(): number {
    return this.ids ? this.ids.reduce((limit, id) => Math.max(limit, id + 1), 0) : this.size;
  }

  /**
   * Rank of the mergeable token with the bytes of text[start, end), or NO_TOKEN. prefixes[i] is the hash of the
   * text's first i bytes.
   */
  find(text: Uint8Array, prefixes: Int32Array, start: number, end: number): number {
    const length = end - start;
    if (length > this.longest) return NO_TOKEN;
    const hash = (prefixes[end]! - Math.imul(prefixes[start]!, this.powers[length]!)) | 0;
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(hash, mask); ; slot = (slot + 2) & mask) {
      const rank = slots[slot + 1]! - 1;
      if (rank < 0) return NO_TOKEN;
      if (slots[slot] === hash && this.lengths[rank] === length && this.equals(rank, text, start))
        return rank;
    }
  }

  /** Rank of the token of two bytes, or NO_TOKEN. */
  findPair(first: number, second: number): number {
    return this.pairs[(first << 8) | second]!;
  }

  /** Rank of the token that a byte without one in `find` becomes; `unknown` where bytes have no tokens. */
  fallback(byte: number): number {
    return this.byteFallback ? this.byteFallback[byte]! : this.unknown;
  }

  private equals(rank: number, text: Uint8Array, start: number): boolean {
    const offset = this.offsets[rank]!;
    const length = this.lengths[rank]!;
    for (let i = 0; i < length; i++) {
      if (this.bytes[offset + i] !== text[start + i]) return false;
    }
    return true;
  }

  /** Fills the tables; returns the longest mergeable token's length. */
  private index(): number {
    const mask = this.slots.length - 1;
    let longest = 0;
    let offset = 0;
    for (let rank = 0; rank < this.size; rank++) {
      const length = this.lengths[rank]!;
      this.offsets[rank] = offset;
      if (length === 0) continue;
      if ((this.bytes[offset]! & 0xc0) === 0x80) this.startsInside[rank] = 1;
      if (rank < this.mergeable) {
        if (length > longest) longest = length;
        let hash = 0;
        for (let i = 0; i < length; i++) hash = extendHash(hash, this.bytes[offset + i]!);
        let slot = slotOf(hash, mask);
        while (this.slots[slot + 1] !== 0) slot = (slot + 2) & mask;
        this.slots[slot] = hash;
        this.slots[slot + 1] = rank + 1;
        if (length === 2) this.pairs[(this.bytes[offset]! << 8) | this.bytes[offset + 1]!] = rank;
      }
      offset += length;
    }
    return longest;
  }
}

function slotOf(hash: number, mask: number): number {
  return (Math.imul(hash, GOLDEN) >>> 7) & mask & ~1;
}
