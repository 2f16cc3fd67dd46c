import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';
import { utf8LengthOfUnits } from '../text/utf8';
import type { PretokenEncoder } from './pretokenEncoder';
import type { TokenRun } from './tokenizer';
import { sliceRun } from './tokenRuns';
import type { Vocabulary } from './vocabulary';

/** Collects consecutive tokens, and works out their ids and offsets when all are there. */
export class TokenRunBuilder {
  private length = 0;
  private ranks: Uint32Array;
  private ends: Uint32Array;
  /** UTF-16 end of the last pre-token. */
  private end: number;
  /** The few tokens that start inside a code point, and that code point's width in units. */
  private readonly inside: { index: number; width: number }[] = [];
  /** The few tokens whose bytes or id the vocabulary does not say: special ones, and those for unknown text. */
  private readonly others: { index: number; id: number; bytes: number }[] = [];

  /** The first token to come starts at UTF-16 offset `start`, byte `byteStart`, and is number `first`. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly start: number,
    private readonly byteStart: number,
    private readonly first: number,
    capacity: number,
  ) {
    this.end = start;
    this.ranks = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  /** Adds the `count` tokens that the encoder has just found in the pre-token units[at, at + length). */
  add(encoder: PretokenEncoder, count: number, units: Uint16Array, at: number, length: number): void {
    const from = this.length;
    const base = this.end;
    const { unknown, startsInside } = this.vocabulary;
    if (from + count > this.ranks.length) this.grow(from + count);
    this.length += count;
    this.end += length;
    if (count === 1) {
      if (encoder.value === unknown) this.addUnknown(from, units, at, at + length);
      this.ranks[from] = encoder.value;
      this.ends[from] = base + length;
      return;
    }
    const { ids, ends } = encoder.tokens;
    for (let i = 0, k = encoder.value; i < count; i++, k++) {
      const rank = ids[k]!;
      if (startsInside[rank]) {
        this.inside.push({ index: from + i, width: widthBefore(units, at + ends[k - 1]!) });
      }
      if (rank === unknown) this.addUnknown(from + i, units, at + (i > 0 ? ends[k - 1]! : 0), at + ends[k]!);
      this.ranks[from + i] = rank;
      this.ends[from + i] = base + ends[k]!;
    }
  }

  /** Adds a token with an id of its own for `length` units, `bytes` in UTF-8. */
  addSpecial(id: number, length: number, bytes: number): void {
    if (this.length === this.ranks.length) this.grow(this.length + 1);
    this.others.push({ index: this.length, id, bytes });
    this.end += length;
    this.ends[this.length++] = this.end;
  }

  /** The tokens that overlap the UTF-16 range [from, to), or all. */
  build(from = 0, to = Infinity): TokenRun {
    const { byteStart, first, length, start } = this;
    const ids = this.ranks.slice(0, length);
    const ends = this.ends.slice(0, length);
    const starts = new Uint32Array(length);
    const partial = new Uint8Array(length);
    starts[0] = start;
    starts.set(ends.subarray(0, Math.max(0, length - 1)), Math.min(1, length));
    const byteEnds = this.byteEnds();
    this.putIds(ids);
    for (const { index, width } of this.inside) {
      starts[index]! -= width;
      partial[index - 1] = 1;
      partial[index] = 1;
    }
    return sliceRun({ length, ids, start, byteStart, first, starts, ends, byteEnds, partial }, from, to);
  }

  private byteEnds(): Uint32Array {
    const { length, ranks } = this;
    const { lengths } = this.vocabulary;
    const byteEnds = new Uint32Array(length);
    let byteEnd = this.byteStart;
    let i = 0;
    for (const { index, bytes } of this.others) {
      for (; i < index; i++) byteEnds[i] = byteEnd += lengths[ranks[i]!]!;
      byteEnds[i++] = byteEnd += bytes;
    }
    for (; i < length; i++) byteEnds[i] = byteEnd += lengths[ranks[i]!]!;
    return byteEnds;
  }

  /** Puts ids in the place of ranks. */
  private putIds(ids: Uint32Array): void {
    const table = this.vocabulary.ids;
    if (table) for (let i = 0; i < ids.length; i++) ids[i] = table[ids[i]!]!;
    for (const { index, id } of this.others) ids[index] = id;
  }

  private addUnknown(index: number, units: Uint16Array, start: number, end: number): void {
    const { unknown } = this.vocabulary;
    const bytes = utf8LengthOfUnits(units, start, end);
    this.others.push({ index, id: this.vocabulary.idOf(unknown), bytes });
  }

  private grow(atLeast: number): void {
    const capacity = Math.max(atLeast, 2 * this.ranks.length);
    const { ranks, ends } = this;
    this.ranks = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.ranks.set(ranks);
    this.ends.set(ends);
  }
}

/** Units of the code point that ends before units[end]. */
function widthBefore(units: Uint16Array, end: number): number {
  return end >= 2 && isLowSurrogate(units[end - 1]!) && isHighSurrogate(units[end - 2]!) ? 2 : 1;
}
