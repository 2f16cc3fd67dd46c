import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';
import type { PretokenEncoder } from './pretokenEncoder';
import type { TokenRun } from './tokenizer';
import type { Vocabulary } from './vocabulary';

/** Collects consecutive tokens with their offsets. */
export class TokenRunBuilder {
  private length = 0;
  private ids: Uint32Array;
  private starts: Uint32Array;
  private ends: Uint32Array;
  private byteEnds: Uint32Array;
  private partial: Uint8Array;
  private end: number;
  private byteEnd: number;

  /** The first token to come starts at UTF-16 offset `start`, byte `byteStart`, and is number `first`. */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly start: number,
    private readonly byteStart: number,
    private readonly first: number,
    capacity: number,
  ) {
    this.end = start;
    this.byteEnd = byteStart;
    this.ids = new Uint32Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.byteEnds = new Uint32Array(capacity);
    this.partial = new Uint8Array(capacity);
  }

  /** Adds the `count` tokens that the encoder has just found in the pre-token units[at, at + length). */
  add(encoder: PretokenEncoder, count: number, units: Uint16Array, at: number, length: number): void {
    if (this.length + count > this.ids.length) this.grow(this.length + count);
    if (count === 1) {
      this.push(encoder.value, this.end, this.end + length);
      return;
    }
    const { ids, ends } = encoder.tokens;
    const base = this.end;
    for (let i = encoder.value; i < encoder.value + count; i++) {
      let start = this.end;
      if (this.vocabulary.startsInside[ids[i]!]) {
        start -= widthBefore(units, at + start - base);
        this.partial[this.length - 1] = 1;
        this.partial[this.length] = 1;
      }
      this.push(ids[i]!, start, base + ends[i]!);
    }
  }

  /** The tokens that overlap the UTF-16 range [from, to), as the run's own arrays. */
  build(from = 0, to = Infinity): TokenRun {
    let low = 0;
    let high = this.length;
    while (low < high && this.ends[low]! <= from) low++;
    while (high > low && this.starts[high - 1]! >= to) high--;
    const empty = low === high;
    const startsAt = low === 0 ? this.byteStart : this.byteEnds[low - 1]!;
    return {
      length: high - low,
      ids: this.ids.slice(low, high),
      start: empty ? this.start : this.starts[low]!,
      byteStart: empty ? this.byteStart : startsAt,
      first: this.first + (empty ? 0 : low),
      starts: this.starts.slice(low, high),
      ends: this.ends.slice(low, high),
      byteEnds: this.byteEnds.slice(low, high),
      partial: this.partial.slice(low, high),
    };
  }

  private push(id: number, start: number, end: number): void {
    const at = this.length++;
    this.end = end;
    this.byteEnd += this.vocabulary.lengths[id]!;
    this.ids[at] = id;
    this.starts[at] = start;
    this.ends[at] = end;
    this.byteEnds[at] = this.byteEnd;
  }

  private grow(atLeast: number): void {
    const capacity = Math.max(atLeast, 2 * this.ids.length);
    const resize = (array: Uint32Array): Uint32Array => {
      const larger = new Uint32Array(capacity);
      larger.set(array);
      return larger;
    };
    this.ids = resize(this.ids);
    this.starts = resize(this.starts);
    this.ends = resize(this.ends);
    this.byteEnds = resize(this.byteEnds);
    const partial = new Uint8Array(capacity);
    partial.set(this.partial);
    this.partial = partial;
  }
}

/** Units of the code point that ends before units[end]. */
function widthBefore(units: Uint16Array, end: number): number {
  return end >= 2 && isLowSurrogate(units[end - 1]!) && isHighSurrogate(units[end - 2]!) ? 2 : 1;
}
