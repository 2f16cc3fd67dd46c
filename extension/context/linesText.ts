import type { LineRange } from './lineRange';
import type { SourceText } from './source';

/** UTF-16 units: a longer line is data, and more than so many together are no piece but a file. */
const LONGEST_LINE = 1000;
const MOST = 8000;

/** Whole lines with LF line ends, up to a line that is too long, or where it is enough; "" where there are none. */
export function linesText(text: SourceText, { first, end }: LineRange): string {
  const last = Math.min(end, text.lineCount);
  let result = '';
  for (let index = Math.max(0, first); index < last; index++) {
    const line = text.line(index);
    if (line.length > LONGEST_LINE || result.length + line.length >= MOST) break;
    result += `${line}\n`;
  }
  return result;
}
