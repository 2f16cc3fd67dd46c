import { balanceOf } from '../../stops/brackets';
import { bareLine } from '../bareLine';
import type { Filter } from '../filter';
import { unlessWorse } from '../noWorse';

/**
 * Brackets that the rest of the line closes are not closed twice: in foo(|) the completion "x);" is "x".
 * As many as are still owed after it may stay: in foo(bar(|) the completion "x)" is right.
 */
export const closingBracket: Filter = {
  name: 'closing-bracket',
  apply(text, context) {
    const alone = bareLine('', context);
    const line = bareLine(text, context);
    if (balanceOf(line.before).quote !== '' || balanceOf(line.rest).unmatched.length === 0) return text;
    const closing = balanceOf(line.text).unmatched;
    const without = balanceOf(alone.before + alone.rest).unmatched.length;
    const excess = balanceOf(line.before + line.text + line.rest).unmatched.length - without;
    const firstInExcess = excess > 0 ? closing[Math.max(0, closing.length - excess)] : undefined;
    return unlessWorse(text, text.slice(0, firstInExcess?.index), context);
  },
};
