import { lineBefore } from '../../stops/text';
import type { Filter } from '../filter';

/**
 * The user typed the space already: "return " is not followed by another. Models of the Qwen family do this,
 * because their tokens carry the space before a word.
 */
export const leadingSpace: Filter = {
  name: 'leading-space',
  apply(text, { prefix }) {
    const before = lineBefore(prefix);
    return before.trim() !== '' && /[ \t]$/.test(before) ? text.replace(/^[ \t]+(?=\S)/, '') : text;
  },
};
