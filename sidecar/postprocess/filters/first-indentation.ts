import { indentOf, lineBefore, linesAbove } from '../../stops/text';
import type { Filter } from '../filter';

/** A body may begin this many columns deeper than the line that opens it. */
const DEEPEST = 8;
const OPENS_BODY = /[{([:]$/;

/**
 * The cursor stands in the indentation already: the completion's first line does not bring its own.
 * It may where a body begins and the cursor is not inside it yet.
 */
export const firstIndentation: Filter = {
  name: 'first-indentation',
  apply(text, { prefix }) {
    const before = lineBefore(prefix);
    const own = /^[ \t]+(?=\S)/.exec(text)?.[0];
    if (own === undefined || before === '' || before.trim() !== '') return text;
    const above = linesAbove(prefix, 1)[0] ?? '';
    const deeper = indentOf(before + own) - indentOf(above);
    const beginsBody = OPENS_BODY.test(above) && indentOf(before) <= indentOf(above);
    return beginsBody && deeper >= 2 && deeper <= DEEPEST ? text : text.slice(own.length);
  },
};
