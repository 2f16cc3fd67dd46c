import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';
import type { PretokenEncoder } from './pretokenEncoder';
import type { TokenRun } from './tokenizer';
import type { Vocabulary } from './vocabulary';

/** Collects consecutive tokens, and works out their offsets when all are there. */
export class TokenRunBuilder {
  private length = 0;
  private ids: Uint32Array;
  private ends: Uint32Array;
  /** UTF-16 end of the last pre-token. */
  private end: number;
  /** The few tokens that start inside a code point, and that code point's width in units. */
  private readonly inside: { index: number; width: number }[] = [];

  /** The first token to come starts at UTF-16 offset `start`, byte `byteStart`, and is number `first`. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly start: number,
    private readonly byteStart: number,
    private readonly first: number,
    capacity: number,
  ) {
    this.end = start;
    this.ids = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  /** Adds the `count` tokens that the encoder has just found in the pre-token units[at, at + length). */
  add(encoder: PretokenEncoder, count: number, units: Uint16Array, at: number, length: number): void {
    const from = this.length;
    const base = this.end;
    if (from + count > this.ids.length) this.grow(from + count);
    this.length += count;
    this.end += length;
    if (count === 1) {
      this.ids[from] = encoder.value;
      this.ends[from] = base + length;
      return;
    }
    const { ids, ends } = encoder.tokens;
    const { startsInside } = this.vocabulary;
    for (let i = 0, k = encoder.value; i < count; i++, k++) {
      const id = ids[k]!;
      if (startsInside[id]) {
        this.inside.push({ index: from + i, width: widthBefore(units, at + ends[k - 1]!) });
      }
      this.ids[from + i] = id;
      this.ends[from + i] = base + ends[k]!;
    }
  }

  /** The tokens that overlap the UTF-16 range [from, to), or all. */
  build(from = 0, to = Infinity): TokenRun {
    const { byteStart, first, length, start } = this;
    const { lengths } = this.vocabulary;
    const ids = this.ids.slice(0, length);
    const ends = this.ends.slice(0, length);
    const starts = new Uint32Array(length);
    const byteEnds = new Uint32Array(length);
    const partial = new Uint8Array(length);
    starts[0] = start;
    starts.set(ends.subarray(0, Math.max(0, length - 1)), Math.min(1, length));
    let byteEnd = byteStart;
    for (let i = 0; i < length; i++) {
      byteEnd += lengths[ids[i]!]!;
      byteEnds[i] = byteEnd;
    }
    for (const { index, width } of this.inside) {
      starts[index]! -= width;
      partial[index - 1] = 1;
      partial[index] = 1;
    }
    return trim({ length, ids, start, byteStart, first, starts, ends, byteEnds, partial }, from, to);
  }

  private grow(atLeast: number): void {
    const capacity = Math.max(atLeast, 2 * this.ids.length);
    const { ids, ends } = this;
    this.ids = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.ids.set(ids);
    this.ends.set(ends);
  }
}

function trim(run: TokenRun, from: number, to: number): TokenRun {
  let low = 0;
  let high = run.length;
  while (low < high && run.ends[low]! <= from) low++;
  while (high > low && run.starts[high - 1]! >= to) high--;
  if (high - low === run.length) return run;
  return {
    length: high - low,
    ids: run.ids.slice(low, high),
    start: run.starts[low]!,
    byteStart: low === 0 ? run.byteStart : run.byteEnds[low - 1]!,
    first: run.first + low,
    starts: run.starts.slice(low, high),
    ends: run.ends.slice(low, high),
    byteEnds: run.byteEnds.slice(low, high),
    partial: run.partial.slice(low, high),
  };
}

/** Units of the code point that ends before units[end]. */
function widthBefore(units: Uint16Array, end: number): number {
  return end >= 2 && isLowSurrogate(units[end - 1]!) && isHighSurrogate(units[end - 2]!) ? 2 : 1;
}
