/** A line of the text written so far. */
export interface Line {
  /** The line as it stands in the document: the first one begins with the text before the cursor. */
  readonly text: string;
  /** Offsets in the written text, without the line feed. */
  readonly start: number;
  readonly end: number;
  /** True once its line feed is written. */
  readonly complete: boolean;
}

/** The lines of `text`, written behind `before` (the cursor's line up to the cursor). */
export function linesOf(text: string, before: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const own = text.slice(start, end);
    lines.push({ text: start === 0 ? before + own : own, start, end, complete: feed >= 0 });
    start = end + 1;
  }
  return lines;
}
