import { isWhole } from '../../stops/brackets';
import { meetRest } from '../../stops/meeting';
import { lineBefore, restOfLine } from '../../stops/text';
import type { Filter } from '../filter';

/** The text after the cursor on its line is there already: in foo(|) the completion "x)" is "x". */
export const suffixOverlap: Filter = {
  name: 'suffix-overlap',
  apply(text, { prefix, suffix }) {
    const before = lineBefore(prefix);
    const rest = restOfLine(suffix).trim();
    const met = meetRest(`${text}\n`, before, rest);
    if (met) return text.slice(0, met.keep);
    return text.slice(0, text.length - partialOverlap(text, before, rest));
  },
};

/** Length of the longest end of `text` that begins `rest`, where what is left of `text` is whole. */
function partialOverlap(text: string, before: string, rest: string): number {
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    const overlap = rest.slice(0, length);
    if (!text.endsWith(overlap) || /^\w/.test(overlap)) continue;
    if (isWhole(before, text.slice(0, text.length - length))) return length;
  }
  return 0;
}
