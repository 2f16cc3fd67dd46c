import type { Tokenizer } from '../../bpe/tokenizer';
import { utf8Length } from '../../text/utf8';
import { everyToken } from '../pieces';
import type { Pieces, Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';
import { frequentNgrams } from './multiWord/ngrams';
import { findNgrams, type Occurrence } from './multiWord/rewrite';

export interface MultiWordOptions {
  /** How many words an n-gram may have. */
  readonly sizes: readonly number[];
  /** How many n-grams are added to the vocabulary. */
  readonly most: number;
}

/** Those of the published example. */
const DEFAULTS: MultiWordOptions = { sizes: [2], most: 1000 };

/** Multi-word tokenization after Gee et al. (2023). */
export function multiWord({ sizes, most }: MultiWordOptions = DEFAULTS): Strategy {
  return {
    id: 'multi-word',
    name: 'Multi-word tokens',
    about: `The ${most.toLocaleString('en')} most frequent sequences of ${sizes.join(' or ')} words become one token each; the rest is tokenized as ever.`,
    learns: 'corpus',
    published: { source: 'Multi-Word Tokenization (Gee et al. 2023; abstract), which gives no token counts' },
    needsUnits: false,
    prepare: (corpus) => {
      const ngrams = frequentNgrams(textsOf(corpus), sizes, most);
      return (text) => {
        const found = findNgrams(text.text, ngrams);
        return found.length > 0 ? encodeAround(text.text, found, text.tokenizer) : everyToken(text);
      };
    },
  };
}

function* textsOf(corpus: Iterable<TokenizedText>): Generator<string> {
  for (const { text } of corpus) yield text;
}

/** Each n-gram a piece, and each token of the text between them, which is encoded by itself. */
function encodeAround(text: string, found: readonly Occurrence[], tokenizer: Tokenizer): Pieces {
  const ends: number[] = [];
  let bytes = 0;
  const encode = (start: number, end: number): void => {
    if (start === end) return;
    const between = text.slice(start, end);
    for (const byteEnd of tokenizer.encode(between).byteEnds) ends.push(bytes + byteEnd);
    bytes += utf8Length(between);
  };
  let before = 0;
  for (const { start, end } of found) {
    encode(before, start);
    bytes += utf8Length(text, start, end);
    ends.push(bytes);
    before = end;
  }
  encode(before, text.length);
  // White space that no token has goes to the piece before it at the text's end, and else to the one behind it.
  ends[ends.length - 1] = bytes;
  return { count: ends.length, byteEnds: Uint32Array.from(ends) };
}
