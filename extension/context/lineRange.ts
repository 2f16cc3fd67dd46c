/** Lines [first, end), from 0. */
export interface LineRange {
  readonly first: number;
  readonly end: number;
}

/** A change of whole lines: `removed` and `added` are numbers of line breaks, counted from the line `first`. */
export interface LineEdit {
  readonly first: number;
  readonly removed: number;
  readonly added: number;
}

/** Where a range is after an edit; undefined where the edit replaced all of it and more. */
export function followEdit(range: LineRange, { first, removed, added }: LineEdit): LineRange | undefined {
  const last = first + removed;
  const moved = added - removed;
  if (last < range.first) return { first: range.first + moved, end: range.end + moved };
  if (first >= range.end) return range;
  if (first < range.first && last >= range.end) return undefined;
  const end = Math.max(range.end, last + 1) + moved;
  const start = Math.min(range.first, first);
  return { first: start, end: Math.max(end, start + 1) };
}

/** The lines that edits wrote, as they are after the last one; what one of them wrote over is not among them. */
export function writtenRanges(edits: readonly LineEdit[]): LineRange[] {
  let ranges: LineRange[] = [];
  for (const edit of edits) {
    const { first, added } = edit;
    ranges = ranges.flatMap((range) => followEdit(range, edit) ?? []);
    ranges.push({ first, end: first + added + 1 });
  }
  return ranges;
}

/** Lines that two ranges have in common. */
export function overlap(a: LineRange, b: LineRange): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.first, b.first));
}

/** Up to `size` lines with `line` in the middle, where the text has as many on both sides. */
export function windowAround(line: number, size: number, lineCount: number): LineRange {
  const first = Math.max(0, Math.min(line - Math.floor(size / 2), lineCount - size));
  return { first, end: Math.min(lineCount, first + size) };
}

export function grown({ first, end }: LineRange, by: number, lineCount: number): LineRange {
  return { first: Math.max(0, first - by), end: Math.min(lineCount, end + by) };
}
