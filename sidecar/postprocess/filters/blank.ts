import type { Filter } from '../filter';

/** Drops a completion with nothing to see in it. */
export const blank: Filter = {
  name: 'blank',
  apply: (text) => (text.trim() === '' ? '' : text),
};
