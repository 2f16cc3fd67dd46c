import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';
import { utf8LengthOfUnits } from '../text/utf8';
import type { PretokenEncoder } from './pretokenEncoder';
import type { TokenRun } from './tokenizer';
import { sliceRun } from './tokenRuns';
import type { Vocabulary } from './vocabulary';

/** Capacity of the arrays that are kept from one builder to the next. */
const KEPT = 1 << 20;

interface Scratch {
  readonly ranks: Uint32Array;
  readonly ends: Uint32Array;
}

let kept: Scratch | undefined;

/** Arrays for one builder at a time. */
function takeScratch(capacity: number): Scratch {
  const taken = kept;
  kept = undefined;
  if (taken && taken.ranks.length >= capacity) return taken;
  return { ranks: new Uint32Array(capacity), ends: new Uint32Array(capacity) };
}

/** A token that starts inside a code point, and that code point's width in units. */
interface Inside {
  readonly index: number;
  readonly width: number;
}

/** A token whose bytes or id the vocabulary does not say: a special one, or one for unknown text. */
interface Other {
  readonly index: number;
  readonly id: number;
  readonly bytes: number;
}

/** Collects consecutive tokens, and works out their ids and offsets when all are there. */
export class TokenRunBuilder {
  private length = 0;
  private ranks: Uint32Array;
  private ends: Uint32Array;
  /** UTF-16 end of the last pre-token. */
  private end: number;
  private readonly unknown: number;
  /** Few. */
  private readonly inside: Inside[] = [];
  /** Few. */
  private readonly others: Other[] = [];

  /** The first token to come starts at UTF-16 offset `start`, byte `byteStart`, and is number `first`. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly start: number,
    private readonly byteStart: number,
    private readonly first: number,
    capacity: number,
  ) {
    this.end = start;
    this.unknown = vocabulary.unknown;
    ({ ranks: this.ranks, ends: this.ends } = takeScratch(capacity));
  }

  /** Adds the `count` tokens that the encoder has just found in the pre-token units[at, at + length). */
  add(encoder: PretokenEncoder, count: number, units: Uint16Array, at: number, length: number): void {
    const { value } = encoder;
    if (count > 1 || value === this.unknown) {
      this.addSeveral(encoder, count, units, at, length);
      return;
    }
    this.addOne(value, length);
  }

  /** Adds a token that the vocabulary knows, of `length` units. */
  addOne(rank: number, length: number): void {
    if (this.length === this.ranks.length) this.grow(this.length + 1);
    this.ranks[this.length] = rank;
    this.ends[this.length++] = this.end += length;
  }

  private addSeveral(
    encoder: PretokenEncoder,
    count: number,
    units: Uint16Array,
    at: number,
    length: number,
  ): void {
    const from = this.length;
    const base = this.end;
    const { unknown } = this;
    const { startsInside } = this.vocabulary;
    if (from + count > this.ranks.length) this.grow(from + count);
    this.length += count;
    this.end += length;
    if (count === 1) {
      this.addUnknown(from, units, at, at + length);
      this.ranks[from] = unknown;
      this.ends[from] = base + length;
      return;
    }
    const { ranks, ends: runEnds } = this;
    const { ids, ends } = encoder.tokens;
    for (let i = 0, k = encoder.value; i < count; i++, k++) {
      const rank = ids[k]!;
      if (startsInside[rank]) {
        this.inside.push({ index: from + i, width: widthBefore(units, at + ends[k - 1]!) });
      }
      if (rank === unknown) this.addUnknown(from + i, units, at + (i > 0 ? ends[k - 1]! : 0), at + ends[k]!);
      ranks[from + i] = rank;
      runEnds[from + i] = base + ends[k]!;
    }
  }

  /** Adds a token with an id of its own for `length` units, `bytes` in UTF-8. */
  addSpecial(id: number, length: number, bytes: number): void {
    if (this.length === this.ranks.length) this.grow(this.length + 1);
    this.others.push({ index: this.length, id, bytes });
    this.end += length;
    this.ends[this.length++] = this.end;
  }

  /** The tokens that overlap the UTF-16 range [from, to), or all. The builder is of no use after that. */
  build(from = 0, to = Infinity): TokenRun {
    const { byteStart, first, inside, length, others, start, vocabulary } = this;
    const ranks = this.ranks.slice(0, length);
    const ends = this.ends.slice(0, length);
    if (this.ranks.length <= KEPT) kept = { ranks: this.ranks, ends: this.ends };
    const ids = idsOf(ranks, others, vocabulary);
    let starts: Uint32Array | undefined;
    let byteEnds: Uint32Array | undefined;
    let partial: Uint8Array | undefined;
    // Most callers want ids or counts: the rest is worked out when it is asked for.
    const run: TokenRun = {
      length,
      ids,
      start,
      byteStart,
      first,
      ends,
      get starts() {
        return (starts ??= startsOf(ends, start, inside));
      },
      get byteEnds() {
        return (byteEnds ??= byteEndsOf(ranks, others, byteStart, vocabulary));
      },
      get partial() {
        return (partial ??= partialOf(length, inside));
      },
    };
    return from <= start && to >= this.end ? run : sliceRun(run, from, to);
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

/** Ids in the place of ranks; the same array where they are the same. */
function idsOf(ranks: Uint32Array, others: readonly Other[], { ids: table }: Vocabulary): Uint32Array {
  if (!table && others.length === 0) return ranks;
  const ids = table ? new Uint32Array(ranks.length) : ranks.slice();
  if (table) for (let i = 0; i < ids.length; i++) ids[i] = table[ranks[i]!]!;
  for (const { index, id } of others) ids[index] = id;
  return ids;
}

function startsOf(ends: Uint32Array, start: number, inside: readonly Inside[]): Uint32Array {
  const { length } = ends;
  const starts = new Uint32Array(length);
  starts[0] = start;
  starts.set(ends.subarray(0, Math.max(0, length - 1)), Math.min(1, length));
  for (const { index, width } of inside) starts[index]! -= width;
  return starts;
}

function byteEndsOf(
  ranks: Uint32Array,
  others: readonly Other[],
  byteStart: number,
  { lengths }: Vocabulary,
): Uint32Array {
  const byteEnds = new Uint32Array(ranks.length);
  let byteEnd = byteStart;
  let i = 0;
  for (const { index, bytes } of others) {
    for (; i < index; i++) byteEnds[i] = byteEnd += lengths[ranks[i]!]!;
    byteEnds[i++] = byteEnd += bytes;
  }
  for (; i < ranks.length; i++) byteEnds[i] = byteEnd += lengths[ranks[i]!]!;
  return byteEnds;
}

function partialOf(length: number, inside: readonly Inside[]): Uint8Array {
  const partial = new Uint8Array(length);
  for (const { index } of inside) {
    partial[index - 1] = 1;
    partial[index] = 1;
  }
  return partial;
}
