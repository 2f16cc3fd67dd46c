import { balanceOf } from '../../stops/brackets';
import { linesOf } from '../../stops/lines';
import { indentOf, lineBefore, linesBelow } from '../../stops/text';
import { bareLine } from '../bareLine';
import type { Filter } from '../filter';
import { unlessWorse } from '../noWorse';

const ONLY_CLOSERS = /^[)\]};,\s]*$/;

/**
 * A block that the line below closes is not closed twice. The bracket below is the same one when it stands
 * in the column of the completion's closing line, or of the cursor's line where it ends the completion's one.
 */
export const closingLine: Filter = {
  name: 'closing-line',
  apply(text, context) {
    const { prefix, suffix } = context;
    const below = linesBelow(suffix, 1)[0];
    if (below === undefined) return text;
    const before = lineBefore(prefix);
    const opened = before.trim() !== '' && indentOf(before) === indentOf(below);
    const bare = bareLine(text, context).text;
    const lines = linesOf(bare, before);
    const closer = balanceOf(bare).unmatched.find(({ bracket, index }) => {
      if (!below.trimStart().startsWith(bracket) || !ONLY_CLOSERS.test(bare.slice(index))) return false;
      const line = lines.findLast(({ start }) => start <= index);
      if (line === undefined) return false;
      return ONLY_CLOSERS.test(line.text) ? indentOf(line.text) === indentOf(below) : opened;
    });
    return unlessWorse(text, text.slice(0, closer?.index), context);
  },
};
