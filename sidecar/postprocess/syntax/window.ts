import type { CursorWindow } from '../../protocol';
import { indentOf } from '../../stops/text';

/** UTF-16 units before and after the cursor that are parsed at most: 40 ms the first time, 1 ms after an edit. */
const MOST_BEFORE = 64_000;
const MOST_AFTER = 36_000;

/** The part of a file that is parsed. */
export interface ParsedWindow {
  readonly prefix: string;
  readonly suffix: string;
  /** False where it begins in the middle of the file. */
  readonly complete: boolean;
}

/**
 * The part of a file that can be parsed by itself. A file that is cut, or is too long, is cut where its outermost
 * definitions begin: by the least indentation of what is known of it. Undefined where no such place is found.
 */
export function parsedWindow(window: CursorWindow): ParsedWindow | undefined {
  const { prefix, suffix } = window;
  const whole = window.prefixComplete && prefix.length <= MOST_BEFORE;
  const wholeAfter = window.suffixComplete && suffix.length <= MOST_AFTER;
  if (whole && wholeAfter) return { prefix, suffix, complete: true };
  const lines = prefix.slice(-MOST_BEFORE).split('\n');
  const base = Math.min(...lines.slice(0, -1).filter(isText).map(indentOf));
  const first = whole
    ? 0
    : lines.findIndex((line, i) => i > 0 && lines[i - 1]!.trim() === '' && begins(line, base));
  // The cursor's own line is no place to begin at.
  if (first < 0 || (!whole && first === lines.length - 1)) return undefined;
  const after = suffix.slice(0, MOST_AFTER);
  return {
    prefix: lines.slice(first).join('\n'),
    suffix: after.slice(0, whole && wholeAfter ? undefined : lastEnd(after, whole ? 0 : base, wholeAfter)),
    complete: whole,
  };
}

/** Where what is known of the text after the cursor leaves the outermost definitions, or begins another. */
function lastEnd(after: string, base: number, whole: boolean): number {
  let end = whole ? after.length : -1;
  for (let start = after.indexOf('\n') + 1; start > 0; start = after.indexOf('\n', start) + 1) {
    const feed = after.indexOf('\n', start);
    const line = after.slice(start, feed < 0 ? undefined : feed);
    if (isText(line) && indentOf(line) < base) return start;
    if (!whole && begins(line, base)) end = start;
  }
  return end < 0 ? after.lastIndexOf('\n') + 1 || after.length : end;
}

/** Preprocessor lines stand in the first column wherever they are. */
function isText(line: string): boolean {
  return line.trim() !== '' && !line.startsWith('#');
}

function begins(line: string, base: number): boolean {
  return isText(line) && indentOf(line) === base && /^\s*[\p{L}_@[/]/u.test(line);
}
