import type { Pieces, Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';
import { charactersOf, utf8Width } from './lessIsBetter/characters';
import { Learner } from './lessIsBetter/learner';
import type { Lexicon } from './lessIsBetter/lexicon';

const SEED = 1;

/** Less-is-Better, which needs no tokenizer: its chunks are of characters. */
export const lessIsBetter: Strategy = {
  id: 'less-is-better',
  name: 'Less-is-Better (after the published rule)',
  about:
    'The longest chunks of up to twelve characters of a lexicon that grows and shrinks as the files are read, once.',
  learns: 'corpus',
  published: {
    source: 'Less-is-Better (abstract): fewer tokens and types than words and byte pairs, without figures',
  },
  needsUnits: false,
  prepare: (corpus) => {
    const lexicon = learn(corpus);
    return ({ text }) => chunks(charactersOf(text), lexicon);
  },
};

function learn(corpus: Iterable<TokenizedText>): Lexicon {
  const learner = new Learner(SEED);
  for (const { text } of corpus) learner.read(charactersOf(text));
  return learner.lexicon;
}

function chunks(characters: Uint32Array, lexicon: Lexicon): Pieces {
  const byteEnds = new Uint32Array(characters.length);
  let count = 0;
  let bytes = 0;
  for (let start = 0; start < characters.length;) {
    const end = lexicon.longest(characters, start, characters.length);
    for (; start < end; start++) bytes += utf8Width(characters[start]!);
    byteEnds[count++] = bytes;
  }
  return { count, byteEnds: byteEnds.slice(0, count) };
}
