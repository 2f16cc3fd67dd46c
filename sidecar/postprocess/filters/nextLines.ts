import { linesOf } from '../../stops/lines';
import { meetLine, MEETING_LINES } from '../../stops/meeting';
import { lineBefore, linesBelow, restOfLine } from '../../stops/text';
import type { Filter, PostprocessContext } from '../filter';
import { unlessWorse } from '../noWorse';

/** Characters that the beginning of an unfinished line must have to be told as the line below. */
const PARTICULAR = 8;

/** Lines that stand below the cursor already: the completion ends before it repeats them. */
export const nextLines: Filter = {
  name: 'next-lines',
  apply: (text, context) => unlessWorse(text, text.slice(0, keptOf(text, context)), context),
};

/** How much of the text is new; undefined for all. */
function keptOf(text: string, { prefix, suffix }: PostprocessContext): number | undefined {
  const below = linesBelow(suffix, MEETING_LINES);
  const lines = linesOf(`${text}\n`, lineBefore(prefix)).slice(0, -1);
  const met = meetLine(lines, below, restOfLine(suffix).trim(), true);
  if (met) return met.keep;
  const last = lines.at(-1);
  if (last === undefined || last.start === 0 || last.text.trim().length < PARTICULAR) return undefined;
  return below[0]?.trimStart().startsWith(last.text.trim()) ? last.start - 1 : undefined;
}
