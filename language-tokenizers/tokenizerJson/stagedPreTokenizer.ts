import { createPreTokenizer, type PreTokenizer } from '../pipeline/preTokenizer';
import { splitMatches } from '../pipeline/splitMatches';
import type { Word } from '../pipeline/word';
import type { PreTokenizerJson, SplitBehavior } from './parts';
import { PUNCTUATION, quote } from './preTokenizer';
import { translatePattern } from './regex/translate';
import { GPT2 } from './splitPatterns';

/** A pre-tokenizer in stages, for a pipeline. Byte-level words stay text. Throws an Unsupported. */
export function stagedPreTokenizer(json: PreTokenizerJson | undefined): PreTokenizer {
  if (!json) return createPreTokenizer(json);
  switch (json.type) {
    case 'Sequence':
      return inTurn(json.pretokenizers.map(stagedPreTokenizer));
    case 'ByteLevel':
      return inTurn([
        ...(json.add_prefix_space ? [withSpace] : []),
        ...(json.use_regex ? [splitter(GPT2[0]!, 'Isolated')] : []),
      ]);
    case 'Digits':
      return splitter('\\p{N}', json.individual_digits ? 'Isolated' : 'Contiguous');
    case 'Punctuation':
      return splitter(PUNCTUATION, json.behavior);
    case 'Split': {
      const { pattern, behavior, invert } = json;
      return splitter('Regex' in pattern ? pattern.Regex : quote(pattern.String), behavior, invert);
    }
    case 'BertPreTokenizer':
    case 'CharDelimiterSplit':
    case 'FixedLength':
    case 'Metaspace':
    case 'UnicodeScripts':
    case 'Whitespace':
    case 'WhitespaceSplit':
      return createPreTokenizer(json);
  }
}

/** The word with a space in front, where it has none, that stands for its first code point. */
const withSpace: PreTokenizer = (word: Word) =>
  word.text === '' || word.text.startsWith(' ')
    ? [word]
    : [{ text: ` ${word.text}`, start: word.start, prefix: word.prefix + 1 }];

function splitter(pattern: string, behavior: SplitBehavior, inverted = false): PreTokenizer {
  const expression = translatePattern(pattern);
  return (word) => splitMatches(word, expression, behavior, inverted);
}

function inTurn(steps: readonly PreTokenizer[]): PreTokenizer {
  return (word, isAtStart) =>
    steps.reduce<readonly Word[]>((words, step) => words.flatMap((each) => step(each, isAtStart)), [word]);
}
