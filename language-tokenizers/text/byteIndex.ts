import type { GapBuffer } from './gapBuffer';
import { isHighSurrogate, isLowSurrogate } from './codePoints';

/** Units of a new stretch, and half of what one may grow to. */
const STRETCH = 2048;
const UNKNOWN = -1;

/**
 * Bytes of UTF-8 before any place of a text under edit: stretches of text with their bytes, which are counted when
 * someone asks. Of a surrogate pair that two stretches share, all bytes count in the first.
 */
export class ByteIndex {
  private readonly units: number[] = [];
  private readonly bytes: number[] = [];

  constructor(private readonly buffer: GapBuffer) {
    this.reset();
  }

  /** Forgets all, after the text has changed all over. */
  reset(): void {
    this.units.length = 0;
    this.bytes.length = 0;
    this.replace(0, 0, this.buffer.length);
  }

  /** Follows a replacement of [start, end) by `inserted` units. */
  edited(start: number, end: number, inserted: number): void {
    // The neighbours of what changed may be halves of pairs.
    const first = this.stretchAt(start - 1);
    const last = this.stretchAt(end + 1);
    let units = inserted - (end - start);
    for (let i = first; i <= last; i++) units += this.units[i]!;
    if (first === last && units <= 2 * STRETCH && units > 0) {
      this.units[first] = units;
      this.bytes[first] = UNKNOWN;
    } else this.replace(first, last - first + 1, units);
  }

  /** Bytes before a UTF-16 offset; the second half of a pair starts where the pair ends. */
  before(offset: number): number {
    let start = 0;
    let bytes = 0;
    let i = 0;
    for (; i < this.units.length && start + this.units[i]! <= offset; i++) {
      if (this.bytes[i] === UNKNOWN) this.bytes[i] = this.measure(start, start + this.units[i]!);
      bytes += this.bytes[i]!;
      start += this.units[i]!;
    }
    return start === offset ? bytes : bytes + this.measure(start, offset);
  }

  private stretchAt(offset: number): number {
    let end = 0;
    for (let i = 0; i < this.units.length; i++) {
      end += this.units[i]!;
      if (offset < end) return i;
    }
    return Math.max(0, this.units.length - 1);
  }

  private replace(first: number, count: number, units: number): void {
    const stretches: number[] = [];
    for (let rest = units; rest > 0; rest -= STRETCH) stretches.push(Math.min(STRETCH, rest));
    spliceAll(this.units, first, count, stretches);
    spliceAll(
      this.bytes,
      first,
      count,
      stretches.map(() => UNKNOWN),
    );
  }

  private measure(start: number, end: number): number {
    // One unit more on either side, as far as there is one.
    const from = Math.max(0, start - 1);
    const to = Math.min(this.buffer.length, end + 1);
    const at = this.buffer.locate(from, to) - from;
    const { units } = this.buffer;
    let bytes = end - start;
    for (let i = at + start; i < at + end; i++) {
      const unit = units[i]!;
      if (unit < 0x80) continue;
      if (unit < 0x800) bytes += 1;
      else if (isLowSurrogate(unit) && i > at && isHighSurrogate(units[i - 1]!)) bytes -= 1;
      else if (isHighSurrogate(unit) && i + 1 < at + to && isLowSurrogate(units[i + 1]!)) bytes += 3;
      else bytes += 2;
    }
    return bytes;
  }
}

/** Array.splice for lists of any length: a call takes only so many arguments. */
function spliceAll(array: number[], at: number, count: number, added: readonly number[]): void {
  const tail = array.slice(at + count);
  array.length = at;
  for (const one of added) array.push(one);
  for (const one of tail) array.push(one);
}
