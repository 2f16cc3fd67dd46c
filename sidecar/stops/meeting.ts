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
  const quote = /^["']/.exec(rest)?.[0];
  for (let keep = text.indexOf(rest); keep >= 0; keep = text.indexOf(rest, keep + 1)) {
    if (words && /\w/.test(text.charAt(keep - 1))) continue;
    const end = keep + rest.length;
    if (quote !== undefined) {
      // A quote that is doubled stands for itself: one more unit tells.
      if (keep + 1 >= text.length) return undefined;
      if (text.charAt(keep + 1) === quote && rest.charAt(1) !== quote) {
        keep++;
        continue;
      }
    }
    const whole = isWhole(cursor, text.slice(0, keep));
    if (whole && !words) return { keep, at: Math.max(end, quote === undefined ? 0 : keep + 2) };
    if ((whole || particular) && text.charAt(end) === '\n') return { keep, at: end + 1 };
  }
  return undefined;
}

/** A line that closes something: in the same column, it closes the same thing. */
const ONLY_CLOSES = /^\s*(?:[)\]};,]+|end\b.*)$/i;

function isParticular(line: string): boolean {
  return line.replace(/\s/g, '').length >= PARTICULAR;
}

/** True when a line of the text is the line `below`: to the column, or in its words when those say enough. */
function sameLine(line: string, below: string): boolean {
  const own = line.trimEnd();
  if (own === below) return true;
  const words = below.trimStart();
  return own.trimStart() === words && isParticular(words);
}

/** Lines below the cursor that tell whether it was met. */
export const MEETING_LINES = 2;

/**
 * The first complete line that is the first line with text below the cursor's; where that is one of those that come
 * again and again ("try:", "@Override"), the line after it must be the second one below. Where text follows the
 * cursor on its line, that text comes between: the written lines after the first are compared only.
 *
 * @param below the first {@link MEETING_LINES} lines with text below the cursor's
 * @param hasEnded nothing more will be written
 */
export function meetLine(
  lines: readonly Line[],
  below: readonly string[],
  rest: string,
  hasEnded = false,
): Meeting | undefined {
  const [first, second] = below;
  if (first === undefined) return undefined;
  const isSure = second === undefined || isParticular(first) || ONLY_CLOSES.test(first);
  const written = lines.filter(({ text }) => text.trim() !== '');
  for (const [index, line] of written.entries()) {
    if ((rest !== '' && line.start === 0) || !line.complete || !sameLine(line.text, first)) continue;
    const keep = Math.max(0, line.start - 1);
    if (isSure) return { keep, at: line.end + 1 };
    const next = written[index + 1];
    if (next ? next.complete && sameLine(next.text, second) : hasEnded) {
      return { keep, at: (next ?? line).end + 1 };
    }
  }
  return undefined;
}
