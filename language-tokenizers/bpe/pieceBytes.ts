import { isPairAt, pairCodePoint } from '../text/codePoints';
import { extendHash } from './vocabulary';

/** One piece of text as UTF-8, with what merging asks about it. Its arrays are used again for the next piece. */
export class PieceBytes {
  length = 0;
  bytes = new Uint8Array(1024);
  /** Hash of the first i bytes, see Vocabulary.find. */
  prefixes = new Int32Array(1025);
  /** For each byte, the end in UTF-16 units (from the piece's start) of the code point that it is part of. */
  unitEnds = new Uint32Array(1024);

  load(units: Uint16Array, start: number, end: number): void {
    this.reserve(3 * (end - start));
    this.length = 0;
    for (let i = start; i < end; i++) {
      const unit = units[i]!;
      if (unit < 0x80) this.push(unit, i + 1 - start);
      else if (isPairAt(units, i, end)) {
        this.pushCodePoint(pairCodePoint(unit, units[i + 1]!), i + 2 - start);
        i++;
      } else this.pushCodePoint((unit & 0xf800) === 0xd800 ? 0xfffd : unit, i + 1 - start);
    }
  }

  private pushCodePoint(codePoint: number, unitEnd: number): void {
    if (codePoint < 0x800) this.push(0xc0 | (codePoint >> 6), unitEnd);
    else {
      if (codePoint < 0x10000) this.push(0xe0 | (codePoint >> 12), unitEnd);
      else {
        this.push(0xf0 | (codePoint >> 18), unitEnd);
        this.push(0x80 | ((codePoint >> 12) & 0x3f), unitEnd);
      }
      this.push(0x80 | ((codePoint >> 6) & 0x3f), unitEnd);
    }
    this.push(0x80 | (codePoint & 0x3f), unitEnd);
  }

  private push(byte: number, unitEnd: number): void {
    const at = this.length++;
    this.bytes[at] = byte;
    this.unitEnds[at] = unitEnd;
    this.prefixes[at + 1] = extendHash(this.prefixes[at]!, byte);
  }

  private reserve(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    this.bytes = new Uint8Array(bytes);
    this.prefixes = new Int32Array(bytes + 1);
    this.unitEnds = new Uint32Array(bytes);
  }
}
