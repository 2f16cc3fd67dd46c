import { balanceOf } from '../../stops/brackets';
import { lineBefore, restOfLine } from '../../stops/text';
import type { Filter } from '../filter';

/** The cursor stands in a string whose closing quote follows: the completion does not close it again. */
export const closingQuote: Filter = {
  name: 'closing-quote',
  apply(text, { prefix, suffix }) {
    const before = lineBefore(prefix);
    const { quote } = balanceOf(before);
    if (quote === '' || !restOfLine(suffix).startsWith(quote)) return text;
    if (balanceOf(before + text).quote === quote) return text;
    for (let end = 0; end < text.length; end++) {
      if (balanceOf(before + text.slice(0, end + 1)).quote !== quote) return text.slice(0, end);
    }
    return text;
  },
};
