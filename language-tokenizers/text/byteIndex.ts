import { isHighSurrogate, isLowSurrogate } from './codePoints';
import type { TextPages } from './textPages';

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
  /** A stretch, and units and bytes (if known) before it: mostly the one that is asked for next, too. */
  private near = 0;
  private nearStart = 0;
  private nearBytes = 0;

  constructor(private readonly buffer: TextPages) {
    this.reset();
  }

  /** Forgets all, after the text has changed all over. */
  reset(): void {
    this.units.length = 0;
    this.bytes.length = 0;
    this.near = 0;
    this.nearStart = 0;
    this.nearBytes = 0;
    this.replace(0, 0, this.buffer.length);
  }

  /** Follows a replacement of [start, end) by `inserted` units. */
  edited(start: number, end: number, inserted: number): void {
    let units = inserted - (end - start);
    if (this.units.length === 0) {
      this.replace(0, 0, units);
      return;
    }
    // The neighbours of what changed may be halves of pairs. What is before the first one stays as it is.
    this.goTo(start - 1);
    const first = this.near;
    let last = first;
    for (let behind = this.nearStart + this.units[first]!; ; behind += this.units[last]!) {
      units += this.units[last]!;
      if (end + 1 < behind || last + 1 >= this.units.length) break;
      last++;
    }
    if (first === last && units <= 2 * STRETCH && units > 0) {
      this.units[first] = units;
      this.bytes[first] = UNKNOWN;
    } else this.replace(first, last - first + 1, units);
  }

  /** Bytes before a UTF-16 offset; the second half of a pair starts where the pair ends. */
  before(offset: number): number {
    if (this.nearBytes === UNKNOWN) {
      this.near = 0;
      this.nearStart = 0;
      this.nearBytes = 0;
    }
    this.goTo(offset, true);
    const { near, nearBytes, nearStart } = this;
    if (nearStart === offset) return nearBytes;
    if (offset === nearStart + this.units[near]!) return nearBytes + this.bytesOf(near, nearStart);
    return nearBytes + this.measure(nearStart, offset);
  }

  /** Makes the stretch with the unit at `offset`, or the last one, the near one. */
  private goTo(offset: number, measures = false): void {
    while (this.near > 0 && offset < this.nearStart) {
      this.near--;
      this.nearStart -= this.units[this.near]!;
      if (this.nearBytes !== UNKNOWN) this.nearBytes -= this.bytes[this.near]!;
    }
    while (this.near < this.units.length - 1 && offset >= this.nearStart + this.units[this.near]!) {
      const bytes = measures ? this.bytesOf(this.near, this.nearStart) : this.bytes[this.near]!;
      this.nearBytes = bytes === UNKNOWN || this.nearBytes === UNKNOWN ? UNKNOWN : this.nearBytes + bytes;
      this.nearStart += this.units[this.near++]!;
    }
  }

  /** Bytes of a stretch that starts at `start`. */
  private bytesOf(index: number, start: number): number {
    if (this.bytes[index] === UNKNOWN) this.bytes[index] = this.measure(start, start + this.units[index]!);
    return this.bytes[index]!;
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
    const { base, units } = this.buffer.window(from, to);
    let bytes = end - start;
    for (let i = start - base; i < end - base; i++) {
      const unit = units[i]!;
      if (unit < 0x80) continue;
      if (unit < 0x800) bytes += 1;
      else if (isLowSurrogate(unit) && i > from - base && isHighSurrogate(units[i - 1]!)) bytes -= 1;
      else if (isHighSurrogate(unit) && i + 1 < to - base && isLowSurrogate(units[i + 1]!)) bytes += 3;
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
