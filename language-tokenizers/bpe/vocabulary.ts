import { HIGH_MASKS, LOW_MASKS, SHORT, ShortTokens } from './shortTokens';
import { extendHash, HASH_MULTIPLIER } from './spanHash';
import { TokenBeginnings } from './tokenBeginnings';
import { type PackedVocabulary, unpackVocabulary } from './vocabularyFormat';

export { extendHash };

/** No token; larger than any rank, so that it loses every comparison of ranks. */
export const NO_TOKEN = 0x7fffffff;

const GOLDEN = 0x9e37_79b1 | 0;

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
  private readonly short: ShortTokens;
  /** Longer tokens; open addressing, two numbers to a slot: a token's hash, and its rank + 1 or 0 for a free slot. */
  private readonly slots: Int32Array;
  /** Rank of each two bytes' token, or NO_TOKEN; half of all questions are about two bytes. */
  private readonly pairs = new Int32Array(0x10000).fill(NO_TOKEN);
  /** Rank of each byte's token, or NO_TOKEN. */
  private readonly singles = new Int32Array(256).fill(NO_TOKEN);
  /** 1 for a byte that tokens of several bytes begin with. */
  private readonly begins = new Uint8Array(256);
  /** Hash of each rank's bytes. */
  private readonly hashes: Int32Array;
  private readonly beginnings = new TokenBeginnings();
  private readonly maxLength: number;
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
    this.hashes = new Int32Array(this.size);
    let short = 0;
    for (let rank = 0; rank < this.mergeable; rank++) if (this.lengths[rank]! <= SHORT) short++;
    this.short = new ShortTokens(short, NO_TOKEN);
    this.slots = new Int32Array(2 << (33 - Math.clz32(this.mergeable - short)));
    this.maxLength = this.index();
    this.powers = new Int32Array(this.maxLength + 1);
    this.powers[0] = 1;
    for (let i = 1; i <= this.maxLength; i++)
      this.powers[i] = Math.imul(this.powers[i - 1]!, HASH_MULTIPLIER);
  }

  /** What was made of files that somebody still has. */
  private static readonly known = new WeakMap<Uint8Array, Vocabulary>();

  /**
   * Reads a file that `packVocabulary` made; throws an Error for anything else. It must not be written to afterwards:
   * encodings of the same ranks, opened with the same bytes, share a vocabulary.
   */
  static read(file: Uint8Array): Vocabulary {
    let vocabulary = Vocabulary.known.get(file);
    if (vocabulary === undefined) {
      vocabulary = new Vocabulary(unpackVocabulary(file));
      Vocabulary.known.set(file, vocabulary);
    }
    return vocabulary;
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
    if (length <= SHORT) {
      const low = wordAt(text, start, Math.min(length, 4));
      return this.short.find(low, length > 4 ? wordAt(text, start + 4, length - 4) : 0, length);
    }
    if (length > this.maxLength) return NO_TOKEN;
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

  /**
   * Rank of the longest token shorter than `below` that text[start, end) begins with; NO_TOKEN where there is none.
   * A byte of a code point without a token is a token by `byteFallback`.
   */
  longest(text: Uint8Array, prefixes: Int32Array, start: number, end: number, below: number): number {
    const room = this.begins[text[start]!] === 0 && below > 1 ? 1 : Math.min(end - start, below - 1);
    if (room > 2) {
      const { beginnings } = this;
      let lengths = beginnings.lengthsAt(prefixes, start, room);
      const low = wordAt(text, start, Math.min(room, 4));
      const high = room > 4 && (lengths & ~0b11) !== 0 ? wordAt(text, start + 4, Math.min(room - 4, 4)) : 0;
      while (lengths !== 0) {
        const bit = 31 - Math.clz32(lengths);
        lengths &= ~(1 << bit);
        if (bit === 31) {
          const rank = this.longestOf(beginnings.longLengths, text, prefixes, start, room);
          if (rank !== NO_TOKEN) return rank;
        } else {
          const length = bit + 3;
          const rank =
            length <= SHORT
              ? this.short.findRare(low & LOW_MASKS[length]!, high & HIGH_MASKS[length]!, length)
              : this.find(text, prefixes, start, start + length);
          if (rank !== NO_TOKEN) return rank;
        }
      }
    }
    if (room > 1) {
      const rank = this.findPair(text[start]!, text[start + 1]!);
      if (rank !== NO_TOKEN) return rank;
    }
    if (room < 1) return NO_TOKEN;
    const rank = this.singles[text[start]!]!;
    return rank === NO_TOKEN && this.byteFallback ? this.fallbackAt(text, prefixes, start) : rank;
  }

  /** The first eight bytes of a token as two words, the first byte lowest; what it has not is 0. */
  wordsOf(rank: number): readonly [low: number, high: number] {
    const offset = this.offsets[rank]!;
    const length = this.lengths[rank]!;
    const low = wordAt(this.bytes, offset, Math.min(length, 4));
    return [low, length > 4 ? wordAt(this.bytes, offset + 4, Math.min(length - 4, 4)) : 0];
  }

  /** True for the token of a byte that no longer token begins with. */
  standsAlone(rank: number): boolean {
    return this.lengths[rank] === 1 && this.begins[this.bytes[this.offsets[rank]!]!] === 0;
  }

  /** Hash of a token's bytes. */
  hashOf(rank: number): number {
    return this.hashes[rank]!;
  }

  /** Rank of the token whose bytes are these two words, `length` of them and at most SHORT; or NO_TOKEN. */
  findWords(low: number, high: number, length: number): number {
    if (length === 2) return this.pairs[((low & 0xff) << 8) | (low >>> 8)]!;
    return this.short.findRare(low, high, length);
  }

  /**
   * Rank of the token, longer than SHORT, with the bytes of two tokens, one after the other; or NO_TOKEN. Given are
   * the hash and length of all bytes, and the length of the first token's.
   */
  findJoined(left: number, right: number, hash: number, length: number, leftLength: number): number {
    if (length > this.maxLength) return NO_TOKEN;
    const { bytes, lengths, offsets, slots } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(hash, mask); ; slot = (slot + 2) & mask) {
      const rank = slots[slot + 1]! - 1;
      if (rank < 0) return NO_TOKEN;
      if (
        slots[slot] === hash &&
        lengths[rank] === length &&
        this.equals(left, bytes, offsets[rank]!) &&
        this.equals(right, bytes, offsets[rank]! + leftLength)
      )
        return rank;
    }
  }

  /** Rank of the token with the bytes [start, end) of another one, or NO_TOKEN. */
  part(rank: number, start: number, end: number): number {
    const { bytes } = this;
    const offset = this.offsets[rank]! + start;
    const length = end - start;
    if (length <= SHORT) {
      const low = wordAt(bytes, offset, Math.min(length, 4));
      return this.short.findRare(low, length > 4 ? wordAt(bytes, offset + 4, length - 4) : 0, length);
    }
    let hash = 0;
    for (let i = offset; i < offset + length; i++) hash = extendHash(hash, bytes[i]!);
    return this.findHashed(hash, bytes, offset, length);
  }

  /** True for a token that merging starts from. */
  isSymbol(rank: number): boolean {
    const length = this.lengths[rank]!;
    if (length === 1 || rank >= this.mergeable) return true;
    if (this.symbols === 'bytes') return false;
    const offset = this.offsets[rank]!;
    for (let i = 1; i < length; i++) if ((this.bytes[offset + i]! & 0xc0) !== 0x80) return false;
    return true;
  }

  /** Rank of the token that a byte without one in `find` becomes; `unknown` where bytes have no tokens. */
  fallback(byte: number): number {
    return this.byteFallback ? this.byteFallback[byte]! : this.unknown;
  }

  private findHashed(hash: number, text: Uint8Array, start: number, length: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(hash, mask); ; slot = (slot + 2) & mask) {
      const rank = slots[slot + 1]! - 1;
      if (rank < 0) return NO_TOKEN;
      if (slots[slot] === hash && this.lengths[rank] === length && this.equals(rank, text, start))
        return rank;
    }
  }

  private fallbackAt(text: Uint8Array, prefixes: Int32Array, start: number): number {
    const byte = text[start]!;
    const width = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (width > 1 && this.find(text, prefixes, start, start + width) !== NO_TOKEN) return NO_TOKEN;
    return this.fallback(byte);
  }

  private longestOf(
    lengths: readonly number[],
    text: Uint8Array,
    prefixes: Int32Array,
    start: number,
    room: number,
  ): number {
    for (const length of lengths) {
      if (length > room) continue;
      const rank = this.find(text, prefixes, start, start + length);
      if (rank !== NO_TOKEN) return rank;
    }
    return NO_TOKEN;
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
        const hash = this.beginnings.add(this.bytes, offset, length);
        this.hashes[rank] = hash;
        if (length <= SHORT) this.short.add(...this.wordsOf(rank), length, rank);
        else {
          let slot = slotOf(hash, mask);
          while (this.slots[slot + 1] !== 0) slot = (slot + 2) & mask;
          this.slots[slot] = hash;
          this.slots[slot + 1] = rank + 1;
        }
        if (length > 1) this.begins[this.bytes[offset]!] = 1;
        if (length === 1) this.singles[this.bytes[offset]!] = rank;
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

/** One to four bytes as a word, the first byte lowest. */
function wordAt(bytes: Uint8Array, start: number, length: number): number {
  let word = bytes[start]!;
  for (let i = 1; i < length; i++) word |= bytes[start + i]! << (i << 3);
  return word;
}
