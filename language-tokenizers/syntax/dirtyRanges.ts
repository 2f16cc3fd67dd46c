export interface OffsetRange {
  start: number;
  end: number;
}

/** Where a text under edit is no longer what was read of it. A range without length is a place of deletion. */
export class DirtyRanges {
  private ranges: OffsetRange[] = [];

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** [start, end) has been replaced by `inserted` units. */
  edited(start: number, end: number, inserted: number): void {
    const shift = inserted - (end - start);
    const after = (offset: number) =>
      offset <= start ? offset : offset < end ? start + inserted : offset + shift;
    const before = (offset: number) => (offset > start && offset < end ? start : after(offset));
    for (const range of this.ranges) {
      range.start = before(range.start);
      range.end = Math.max(range.start, after(range.end));
    }
    this.ranges.push({ start, end: start + inserted });
    if (this.ranges.length > 64) this.ranges = inOrder(this.ranges);
  }

  add(start: number, end: number): void {
    this.ranges.push({ start, end });
  }

  /** The ranges in order, those that touch as one; there are none afterwards. */
  take(): OffsetRange[] {
    const ranges = inOrder(this.ranges);
    this.ranges = [];
    return ranges;
  }
}

/** The ranges in order, those that touch as one. */
export function inOrder(ranges: readonly OffsetRange[]): OffsetRange[] {
  const all: OffsetRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else all.push({ ...range });
  }
  return all;
}
