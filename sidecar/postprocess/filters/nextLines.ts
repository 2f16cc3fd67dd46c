import { linesOf } from '../../stops/lines';
import { meetLine } from '../../stops/meeting';
import { lineBefore, linesBelow, restOfLine } from '../../stops/text';
import type { Filter } from '../filter';

/** Characters that the beginning of an unfinished line must have to be told as the line below. */
const PARTICULAR = 8;

/** Lines that stand below the cursor already: the completion ends before it repeats them. */
export const nextLines: Filter = {
  name: 'next-lines',
  apply(text, { prefix, suffix }) {
    const below = linesBelow(suffix, 1)[0];
    if (below === undefined) return text;
    const lines = linesOf(`${text}\n`, lineBefore(prefix)).slice(0, -1);
    const met = meetLine(lines, below, restOfLine(suffix).trim());
    if (met) return text.slice(0, met.keep);
    const last = lines.at(-1);
    if (last === undefined || last.start === 0 || last.text.trim().length < PARTICULAR) return text;
    return below.trimStart().startsWith(last.text.trim()) ? text.slice(0, last.start - 1) : text;
  },
};
