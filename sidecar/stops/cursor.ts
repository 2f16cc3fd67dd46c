import { balanceOf, type Balance } from './brackets';
import { lineBefore, restOfLine } from './text';

/** The code around a cursor, as far as brackets and quotes are concerned. */
export interface Cursor {
  /** The cursor's line before the cursor, and what is open there. */
  readonly before: string;
  readonly start: Balance;
  /** The cursor's line after the cursor, without white space around it. */
  readonly rest: string;
  /** The closing brackets after the cursor whose opening ones stand before it, the innermost first. */
  readonly closers: readonly string[];
}

/** Text after the cursor that is searched for closing brackets, in UTF-16 units. */
const NEAR = 2_000;

export function cursorOf(prefix: string, suffix: string): Cursor {
  const before = lineBefore(prefix);
  const start = balanceOf(before);
  const after = balanceOf(start.quote + suffix.slice(0, NEAR));
  const closers = after.unmatched.map(({ bracket }) => bracket);
  return { before, start, rest: restOfLine(suffix).trim(), closers };
}

/**
 * True when the text after the cursor can follow on `written`: it leaves no string or bracket open, closes
 * nothing of the lines above, and has closed those brackets of its line that the text after the cursor does
 * not close. So outer(inner(|) still needs a bracket, and inner(|) needs none.
 */
export function isWhole(cursor: Cursor, written: string): boolean {
  const end = balanceOf(cursor.before + written);
  const { start } = cursor;
  if (end.quote !== start.quote || end.unmatched.length !== start.unmatched.length) return false;
  if (end.open.length > start.open.length) return false;
  return owedAfter(end.open, cursor.closers) === 0;
}

/** How many round and square brackets stay open; a curly one may be closed anywhere below. */
function owedAfter(open: readonly string[], closers: readonly string[]): number {
  const left = [...open];
  for (const closer of closers) {
    if (left.at(-1) !== closer) break;
    left.pop();
  }
  return left.filter((bracket) => bracket !== '}').length;
}
