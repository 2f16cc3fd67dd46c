import { cursorOf, isWhole, type Cursor } from '../../stops/cursor';
import { meetRest } from '../../stops/meeting';
import type { Filter } from '../filter';
import { unlessWorse } from '../noWorse';

/** The text after the cursor on its line is there already: in foo(|) the completion "x)" is "x". */
export const suffixOverlap: Filter = {
  name: 'suffix-overlap',
  apply(text, context) {
    const cursor = cursorOf(context.prefix, context.suffix);
    const keep = meetRest(`${text}\n`, cursor)?.keep ?? text.length - partialOverlap(text, cursor);
    return unlessWorse(text, text.slice(0, keep), context);
  },
};

/** Length of the longest end of `text` that begins `rest`, where what is left of `text` is whole. */
function partialOverlap(text: string, cursor: Cursor): number {
  const { rest } = cursor;
  for (let length = Math.min(text.length, rest.length); length > 0; length--) {
    const overlap = rest.slice(0, length);
    if (!text.endsWith(overlap) || /^\w/.test(overlap)) continue;
    if (isWhole(cursor, text.slice(0, text.length - length))) return length;
  }
  return 0;
}
