import type { CursorWindow } from '../protocol';

/** Characters around a cursor that an editor sends. */
const MOST_BEFORE = 24_000;
const MOST_AFTER = 8_000;

/** A place in a text and what is around it. */
export interface TextCursor extends CursorWindow {
  /** From 1; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

/**
 * Chooses places where somebody may be writing: spread evenly over the lines that are not empty, each after the
 * indentation at a column that the seed decides. The text has LF line ends.
 */
export function chooseCursors(text: string, count: number, seed: number): TextCursor[] {
  const lines = text.split('\n');
  const full = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
  const starts: number[] = [];
  lines.reduce((start, line, index) => ((starts[index] = start), start + line.length + 1), 0);
  const cursors: TextCursor[] = [];
  for (let i = 0; i < Math.min(count, full.length); i++) {
    const index = full[Math.floor(((i + 0.5) * full.length) / Math.min(count, full.length))]!;
    const line = lines[index]!;
    const indent = line.length - line.trimStart().length;
    const room = line.length - indent + 1;
    cursors.push(cursorAt(text, index, starts[index]!, indent + (hash(seed, i) % room)));
  }
  return cursors;
}

function cursorAt(text: string, line: number, lineStart: number, column: number): TextCursor {
  const offset = wholeCharacter(text, lineStart + column);
  const from = wholeCharacter(text, Math.max(0, offset - MOST_BEFORE));
  const to = wholeCharacter(text, Math.min(text.length, offset + MOST_AFTER));
  return {
    line: line + 1,
    column: offset - lineStart + 1,
    prefix: text.slice(from, offset),
    suffix: text.slice(offset, to),
    prefixComplete: from === 0,
    suffixComplete: to === text.length,
  };
}

/** The offset, or the one before it where it would part a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function hash(seed: number, i: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(i + 1, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
