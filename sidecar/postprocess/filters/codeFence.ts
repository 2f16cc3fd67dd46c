import type { Filter } from '../filter';

const HAS_FENCES = /^(?:markdown|mdx|quarto|rmd|restructuredtext|asciidoc)$/i;

/** A model trained to chat wraps code in ``` lines: takes an opening one off and cuts at the next. */
export const codeFence: Filter = {
  name: 'code-fence',
  apply(text, { languageId }) {
    if (HAS_FENCES.test(languageId)) return text;
    const inside = text.replace(/^\s*```[^\n`]*\n/, '');
    const fence = inside.search(/^```/m);
    return fence < 0 ? inside : inside.slice(0, fence);
  },
};
