import { quote } from '../normalize/pattern';
import type { PreTokenizerJson } from '../tokenizerJson/parts';
import type { PreTokenizer } from './preTokenizer';
import { splitMatches } from './splitMatches';
import type { Word } from './word';

/** SentencePiece's words: spaces become a mark that begins a word, and the first one gets one in front. */
export function metaspace(json: Extract<PreTokenizerJson, { readonly type: 'Metaspace' }>): PreTokenizer {
  const { prepend_scheme, replacement, split } = json;
  const mark = new RegExp(quote(replacement), 'gu');
  return (word, isAtStart) => {
    let marked: Word = { ...word, text: word.text.replaceAll(' ', () => replacement) };
    const takesMark = prepend_scheme === 'always' || (prepend_scheme === 'first' && isAtStart(word));
    if (takesMark && !marked.text.startsWith(replacement)) {
      const prefix = marked.prefix + replacement.length;
      marked = { text: replacement + marked.text, start: marked.start, prefix };
    }
    return split ? splitMatches(marked, mark, 'MergedWithNext') : [marked];
  };
}
