import { OffsetList } from './offsetList';
import type { UnitBuilder } from './unitBuilder';
import { BROKEN, kindOfCode, typeOfCode, type UnitRun } from './unitRun';

/** The units that tile a text under edit, by their starts. */
export class UnitList {
  private readonly starts: OffsetList;
  /** Starts of the units that are {@link BROKEN}, of neighbours the first one's. */
  private readonly broken: OffsetList;

  constructor(
    units: UnitBuilder,
    private textLength: number,
  ) {
    const { starts, codes, length } = units;
    const broken = Uint32Array.from(brokenStarts(units));
    this.starts = new OffsetList(textLength, starts, codes, length);
    this.broken = new OffsetList(textLength, broken, new Uint32Array(broken.length), broken.length);
  }

  get length(): number {
    return this.starts.length;
  }

  /** Where the text is that the grammar can't make sense of. */
  get brokenPlaces(): number[] {
    return Array.from({ length: this.broken.length }, (_, i) => this.broken.offset(i));
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
    const brokenFrom = this.broken.before(start + 1);
    this.broken.replace(brokenFrom, Math.max(brokenFrom, this.broken.before(end)), shift);
    this.textLength += shift;
  }

  /** Puts what a builder read in place of the units from `from`, where one starts, to the builder's end. */
  replace(from: number, units: UnitBuilder): void {
    const { starts, codes, length, end } = units;
    this.starts.replace(this.starts.before(from), this.starts.before(end), 0, length, starts, codes);
    const broken = brokenStarts(units);
    this.broken.replace(this.broken.before(from), this.broken.before(end), 0, broken.length, broken);
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

function brokenStarts({ starts, codes, length }: UnitBuilder): number[] {
  const found: number[] = [];
  for (let i = 0; i < length; i++) {
    if (codes[i]! & BROKEN && !(i > 0 && codes[i - 1]! & BROKEN)) found.push(starts[i]!);
  }
  return found;
}
