import { lineBefore } from '../../stops/text';
import type { Filter } from '../filter';

const HAS_FENCES = /^(?:markdown|mdx|quarto|rmd|restructuredtext|asciidoc)$/i;

/** Lines in which such a model says what comes, before it opens a fence. */
const OPENING = /^(?:[^\n`]*[.:!]\s*\n\s*|\s*)```[^\n`]*\n/;

/** A model trained to chat wraps code in ``` lines: takes an opening one off and cuts at the next. */
export const codeFence: Filter = {
  name: 'code-fence',
  apply(text, { prefix, languageId }) {
    if (HAS_FENCES.test(languageId)) return text;
    const inside = text.replace(OPENING, '');
    // Behind other text, as in a comment, it is no fence.
    const fence = inside.search(lineBefore(prefix).trim() === '' ? /^```/m : /(?<=\n)```/);
    return fence < 0 ? inside : inside.slice(0, fence);
  },
};
