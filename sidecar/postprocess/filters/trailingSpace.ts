import { restOfLine } from '../../stops/text';
import type { Filter } from '../filter';

/** Two spaces at a line's end mean a line break there. */
const MEANS_SOMETHING = /^(?:markdown|mdx|quarto|rmd)$/i;

/** No white space at the ends of lines, nor where the rest of the line brings its own. */
export const trailingSpace: Filter = {
  name: 'trailing-space',
  apply(text, { suffix, languageId }) {
    const rest = restOfLine(suffix);
    const lines = MEANS_SOMETHING.test(languageId) ? text : text.replace(/[ \t]+(?=\n)/g, '');
    if (rest.trim() === '') return lines.trimEnd();
    // { a: 1 } is as usual as {a: 1}.
    return /^[\s)\],;:]/.test(rest) ? lines.replace(/(?<=\S)[ \t]+$/, '') : lines;
  },
};
