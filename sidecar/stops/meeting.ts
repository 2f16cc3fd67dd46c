import { isWhole, type Cursor } from './cursor';
import type { Line } from './lines';

/** Where the text met the text after the cursor: what to keep of it, and the length needed to be sure. */
export interface Meeting {
  readonly keep: number;
  readonly at: number;
}

/** Non-blank characters that make a line too particular to be repeated by chance, whatever its indentation. */
const PARTICULAR = 16;
/** The same for the rest of a line, repeated at a line's end. */
const PARTICULAR_REST = 4;

/**
 * The place where `text` repeats the rest of the cursor's line. What stands before it must be whole, so that
 * in foo(|) the text "bar(x), y)" meets ")" at its end and not after "x"; words must also end their line.
 */
export function meetRest(text: string, cursor: Cursor): Meeting | undefined {
  const { rest } = cursor;
  if (rest === '') return undefined;
  const words = /^\w/.test(rest);
  const particular = rest.length >= PARTICULAR_REST && /\w/.test(rest);
  for (let keep = text.indexOf(rest); keep >= 0; keep = text.indexOf(rest, keep + 1)) {
    if (words && /\w/.test(text.charAt(keep - 1))) continue;
    const end = keep + rest.length;
    const whole = isWhole(cursor, text.slice(0, keep));
    if (whole && !words) return { keep, at: end };
    if ((whole || particular) && text.charAt(end) === '\n') return { keep, at: end + 1 };
  }
  return undefined;
}

/** True when a line of the text is the line `below`: to the column, or in its words when those say enough. */
function sameLine(line: string, below: string): boolean {
  const own = line.trimEnd();
  if (own === below) return true;
  const words = below.trimStart();
  return own.trimStart() === words && words.replace(/\s/g, '').length >= PARTICULAR;
}

/**
 * The first complete line that is the first line with text below the cursor's. Where text follows the cursor
 * on its line, that text comes between: the written lines after the first are compared only.
 */
export function meetLine(
  lines: readonly Line[],
  below: string | undefined,
  rest: string,
): Meeting | undefined {
  if (below === undefined) return undefined;
  const candidates = rest === '' ? lines : lines.slice(1);
  const met = candidates.find((line) => line.complete && sameLine(line.text, below));
  return met && { keep: Math.max(0, met.start - 1), at: met.end + 1 };
}
