import { firstLineEnd } from '../../stops/firstLine';
import type { Filter } from '../filter';

/** Line mode: nothing after the one line. */
export const firstLine: Filter = {
  name: 'first-line',
  apply(text, { mode, suffix }) {
    return mode === 'line' ? text.slice(0, firstLineEnd(text, suffix)) : text;
  },
};
