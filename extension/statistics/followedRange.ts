import type { Edit } from '../completion/shownCompletions';

/** A place in a document, in its UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a text is after a change of its document. What is put in before or behind it is not of it; what replaces a part
 * of it is. Where nothing is left of it, what comes at its place counts: it may be the same, by *Redo*.
 *
 * @param edits of one change: they don't overlap, and all have offsets from before it
 */
export function followEdits({ start, end }: TextRange, edits: readonly Edit[]): TextRange {
  let before = 0;
  let within = 0;
  let first = start;
  let last = end;
  for (const { rangeOffset, rangeLength, text } of edits) {
    const editEnd = rangeOffset + rangeLength;
    const growth = text.length - rangeLength;
    const touches =
      start === end ? rangeOffset <= start && editEnd >= start : rangeOffset < end && editEnd > start;
    if (touches) {
      first = Math.min(first, rangeOffset);
      last = Math.max(last, editEnd);
      within += growth;
    } else if (editEnd <= start) before += growth;
  }
  return { start: first + before, end: last + before + within };
}
