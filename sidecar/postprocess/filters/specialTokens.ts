import type { Filter } from '../filter';

/** Markers of prompts and of a text's end, as the families of models spell them. */
const MARKER =
  /<[|｜](?:fim[_▁]\w+|endoftext|end[_▁]of[_▁](?:sentence|text)|im_(?:start|end)|eot_id|file_sep\w*|file_separator|repo_name|cursor|code_\w+)[|｜]>|<(?:fim_(?:prefix|middle|suffix|pad)|file_sep|reponame|EOT|PRE|SUF|MID)>/;

/**
 * A model file that does not mark its special tokens as such has them written out as text: the completion ends
 * before them. Where the file itself speaks of such markers, they are text.
 */
export const specialTokens: Filter = {
  name: 'special-tokens',
  apply(text, { prefix, suffix }) {
    const marker = MARKER.exec(text);
    return marker && !MARKER.test(prefix) && !MARKER.test(suffix) ? text.slice(0, marker.index) : text;
  },
};
