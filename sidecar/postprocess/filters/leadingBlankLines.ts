import { lineBefore } from '../../stops/text';
import type { Filter } from '../filter';

/** The cursor stands in the indentation of a line that waits for code: the completion does not leave it empty. */
export const leadingBlankLines: Filter = {
  name: 'leading-blank-lines',
  apply(text, { prefix }) {
    const before = lineBefore(prefix);
    return before !== '' && before.trim() === '' ? text.replace(/^(?:[^\S\n]*\n)+(?=[^\S\n]*\S)/, '') : text;
  },
};
