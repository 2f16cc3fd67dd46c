import { codePointStart } from './codePoints';
import { utf8Length } from './utf8';

/** Units between two remembered offsets: a look-up reads at most that many. */
const STRIDE = 1024;

/** Translates between UTF-16 offsets and UTF-8 byte offsets of one text. An offset inside a code point is its start. */
export class ByteOffsets {
  readonly byteLength: number;
  /** Byte offset of every STRIDE-th unit, or of the code point that it is in. */
  private readonly marks: Uint32Array;

  constructor(private readonly text: string) {
    this.marks = new Uint32Array(Math.floor(text.length / STRIDE) + 1);
    for (let k = 1; k < this.marks.length; k++) {
      this.marks[k] = this.marks[k - 1]! + utf8Length(text, this.markedUnit(k - 1), this.markedUnit(k));
    }
    const last = this.marks.length - 1;
    this.byteLength = this.marks[last]! + utf8Length(text, this.markedUnit(last));
  }

  /** UTF-8 byte offset of a UTF-16 offset; throws a RangeError outside the text. */
  toByte(offset: number): number {
    if (offset < 0 || offset > this.text.length) throw new RangeError(`No offset ${offset} in the text.`);
    const unit = codePointStart(this.text, offset);
    const mark = Math.floor(unit / STRIDE);
    return this.marks[mark]! + utf8Length(this.text, this.markedUnit(mark), unit);
  }

  /** UTF-16 offset of a UTF-8 byte offset; throws a RangeError outside the text. */
  toUnit(byte: number): number {
    if (byte < 0 || byte > this.byteLength) throw new RangeError(`No byte ${byte} in the text.`);
    let low = 0;
    let high = this.marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.marks[middle]! <= byte) low = middle;
      else high = middle - 1;
    }
    let unit = this.markedUnit(low);
    for (let at = this.marks[low]!; unit < this.text.length;) {
      const units = this.text.codePointAt(unit)! > 0xffff ? 2 : 1;
      at += utf8Length(this.text, unit, unit + units);
      if (at > byte) break;
      unit += units;
    }
    return unit;
  }

  private markedUnit(mark: number): number {
    return codePointStart(this.text, mark * STRIDE);
  }
}
