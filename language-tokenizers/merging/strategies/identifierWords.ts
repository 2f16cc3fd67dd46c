import { wordSpans } from '../../text/identifierWords';
import { alignTokens, groupTokens } from '../alignment';
import { tokenPieces } from '../pieces';
import type { Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';
import { chosenUnits } from '../unitChoice';

export const identifierWords: Strategy = {
  id: 'identifier-words',
  name: 'Identifier words',
  about:
    'The tokens of one word of an identifier (camelCase, snake_case) become one step; a token of two words stays.',
  learns: 'nothing',
  published: { source: 'An option of ours, after arXiv 2507.14423, which merges whole identifiers' },
  needsUnits: true,
  prepare: () => (text) => tokenPieces(text, wordGroups(text)),
};

/** The groups of identifiers, cut where their words meet. */
function wordGroups(text: TokenizedText): Uint32Array {
  const aligned = alignTokens(text);
  const groups = groupTokens(aligned, chosenUnits(text.units, 'identifiers'));
  const ends = new Uint32Array(aligned.length);
  let count = 0;
  let first = 0;
  for (const end of groups) {
    if (end - first > 1) {
      const words = wordsOfTokens(text, aligned[first]!, first, end);
      for (let i = first; i + 1 < end; i++) {
        const [word, next] = [words[i - first]!, words[i - first + 1]!];
        if (word < 0 || word !== next) ends[count++] = i + 1;
      }
    }
    ends[count++] = end;
    first = end;
  }
  return ends.slice(0, count);
}

/**
 * Which word of the unit each of the tokens [first, end) is of, -1 for one that has letters of two. Separators do not
 * count: `get_` is of `get`, and `_` alone of the word after it.
 */
function wordsOfTokens(
  { text, tokens, units }: TokenizedText,
  unit: number,
  first: number,
  end: number,
): number[] {
  const unitStart = units.starts[unit]!;
  const spans = wordSpans(text.slice(unitStart, units.ends[unit]));
  const found: number[] = [];
  let word = 0;
  for (let i = first; i < end; i++) {
    const from = tokens.starts[i]! - unitStart;
    const to = tokens.ends[i]! - unitStart;
    while (word + 1 < spans.length && spans[word]!.end <= from) word++;
    const next = spans[word + 1];
    found.push(next && to > next.start ? -1 : word);
  }
  return found;
}
