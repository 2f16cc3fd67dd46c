import { balanceOf } from '../../stops/brackets';
import { lineBefore, restOfLine } from '../../stops/text';
import type { Filter } from '../filter';

/**
 * Brackets that the rest of the line closes are not closed twice: in foo(|) the completion "x);" is "x".
 * As many as are still owed after it may stay: in foo(bar(|) the completion "x)" is right.
 */
export const closingBracket: Filter = {
  name: 'closing-bracket',
  apply(text, { prefix, suffix }) {
    const before = lineBefore(prefix);
    const rest = restOfLine(suffix);
    if (balanceOf(before).quote !== '' || balanceOf(rest).unmatched.length === 0) return text;
    const closing = balanceOf(text).unmatched;
    const without = balanceOf(before + rest).unmatched.length;
    const excess = balanceOf(before + text + rest).unmatched.length - without;
    const firstInExcess = excess > 0 ? closing[Math.max(0, closing.length - excess)] : undefined;
    return firstInExcess ? text.slice(0, firstInExcess.index) : text;
  },
};
