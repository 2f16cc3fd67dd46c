import type { Filter } from '../filter';

/** Line breaks are LF here, whatever the model has seen; the editor puts the document's own in. */
export const lineBreaks: Filter = {
  name: 'line-breaks',
  apply: (text) => text.replace(/\r\n?/g, '\n'),
};
