import type { OffsetList } from './offsetList';
import type { UnitBuilder } from './unitBuilder';
import { kindOfCode, typeOfCode, type UnitRun } from './unitRun';

/** The units that tile a text under edit, by their starts. */
export class UnitList {
  constructor(
    private readonly starts: OffsetList,
    private textLength: number,
  ) {}

  get length(): number {
    return this.starts.length;
  }

  start(i: number): number {
    return this.starts.offset(i);
  }

  end(i: number): number {
    return i + 1 < this.length ? this.starts.offset(i + 1) : this.textLength;
  }

  code(i: number): number {
    return this.starts.code(i);
  }

  /** Index of the unit that holds the offset, which is in the text. */
  indexAt(offset: number): number {
    return this.starts.before(offset + 1) - 1;
  }

  startsAt(offset: number): boolean {
    const i = this.starts.before(offset);
    return i < this.length && this.starts.offset(i) === offset;
  }

  /**
   * [start, end) has been replaced by `inserted` units. The list goes on tiling the text; what touches the edit is
   * no longer right.
   */
  edited(start: number, end: number, inserted: number): void {
    const from = this.starts.before(start + 1);
    // A unit that starts behind deleted text starts where that began, where one may start already.
    const merges = inserted === 0 && from > 0 && this.starts.offset(from - 1) === start;
    const to = Math.max(from, this.starts.before(merges ? end + 1 : end));
    const shift = inserted - (end - start);
    this.starts.replace(from, to, shift);
    this.textLength += shift;
  }

  /** Puts what a builder read in place of the units from `from`, where one starts, to the builder's end. */
  replace(from: number, { starts, codes, length, end }: UnitBuilder): void {
    this.starts.replace(this.starts.before(from), this.starts.before(end), 0, length, starts, codes);
  }

  /** Units of which some part lies in [start, end). */
  between(start: number, end: number): UnitRun {
    const from = Math.max(0, this.indexAt(start));
    return this.run(from, Math.max(from, this.starts.before(end)));
  }

  /** Units [from, to) of the list. */
  run(from: number, to: number): UnitRun {
    const length = to - from;
    const kinds = new Uint8Array(length);
    const types = new Uint16Array(length);
    const starts = new Uint32Array(length);
    const ends = new Uint32Array(length);
    for (let i = 0; i < length; i++) {
      const code = this.starts.code(from + i);
      kinds[i] = kindOfCode(code);
      types[i] = typeOfCode(code);
      const start = this.starts.offset(from + i);
      starts[i] = start;
      if (i > 0) ends[i - 1] = start;
    }
    if (length > 0) ends[length - 1] = this.end(to - 1);
    return { length, kinds, types, starts, ends };
  }
}
