/** Small readings of the text around the cursor, shared by stops and post-processing filters. */

/** Of a longer line (minified code), only so many UTF-16 units next to the cursor are read. */
const NEAR = 2_000;

/** The text of the cursor's line before the cursor. */
export function lineBefore(prefix: string): string {
  return prefix.slice(Math.max(prefix.lastIndexOf('\n') + 1, prefix.length - NEAR));
}

/** The text of the cursor's line after the cursor. */
export function restOfLine(suffix: string): string {
  const near = suffix.slice(0, NEAR);
  const end = near.indexOf('\n');
  return end < 0 ? near : near.slice(0, end);
}

/** The lines below the cursor's line that are not blank, without trailing white space: at most `most`. */
export function linesBelow(suffix: string, most: number): string[] {
  const lines: string[] = [];
  let start = suffix.indexOf('\n') + 1;
  while (start > 0 && lines.length < most) {
    const end = suffix.indexOf('\n', start);
    const line = suffix.slice(start, end < 0 ? undefined : end).trimEnd();
    if (line !== '') lines.push(line);
    start = end + 1;
  }
  return lines;
}

/** The lines above the cursor's line that are not blank, nearest first, without trailing white space. */
export function linesAbove(prefix: string, most: number): string[] {
  const lines: string[] = [];
  let end = prefix.lastIndexOf('\n');
  while (end >= 0 && lines.length < most) {
    const start = end === 0 ? 0 : prefix.lastIndexOf('\n', end - 1) + 1;
    const line = prefix.slice(start, end).trimEnd();
    if (line !== '') lines.push(line);
    end = start - 1;
  }
  return lines;
}

/** Columns that tabs are counted as when indentations are compared. */
const TAB = 4;

/** Width of a line's indentation in columns. */
export function indentOf(line: string): number {
  let width = 0;
  for (const unit of line) {
    if (unit === ' ') width++;
    else if (unit === '\t') width += TAB - (width % TAB);
    else break;
  }
  return width;
}
