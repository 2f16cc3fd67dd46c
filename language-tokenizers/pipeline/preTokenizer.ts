import { kindSet, PUNCTUATION } from '../normalize/characterKinds';
import { expressionOf, quote } from '../normalize/pattern';
import type { PreTokenizerJson, SplitBehavior } from '../tokenizerJson/parts';
import { Unsupported } from '../tokenizerJson/unsupported';
import { metaspace } from './metaspace';
import { splitMatches } from './splitMatches';
import { slice, type Word } from './word';

/** Cuts a word into others; what none of them has is dropped. */
export type PreTokenizer = (word: Word, isAtStart: (word: Word) => boolean) => readonly Word[];

const WHITE_SPACE = String.raw`\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const SPACE = new RegExp(`[${WHITE_SPACE}]`, 'gu');
const WORD = String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c-\u200d`;
/** Rust's \w+|[^\w\s]+ */
const WORDS = new RegExp(`[${WORD}]+|[^${WORD}${WHITE_SPACE}]+`, 'gu');

/** Made when first asked for. */
let punctuationSet: RegExp | undefined;
function punctuation(): RegExp {
  punctuationSet ??= new RegExp(`[${kindSet(PUNCTUATION)}]`, 'gu');
  return punctuationSet;
}

function splitter(pattern: RegExp, behavior: SplitBehavior, inverted = false): PreTokenizer {
  return (word) => splitMatches(word, pattern, behavior, inverted);
}

function literal(text: string): RegExp {
  return new RegExp(quote(text), 'gu');
}

/** Throws an Unsupported for what only byte-pair models have, or what is not made here. */
export function createPreTokenizer(json: PreTokenizerJson | undefined): PreTokenizer {
  if (!json) return (word) => [word];
  switch (json.type) {
    case 'Sequence':
      return inTurn(json.pretokenizers.map(createPreTokenizer));
    case 'Metaspace':
      return metaspace(json);
    case 'BertPreTokenizer':
      return inTurn([splitter(SPACE, 'Removed'), splitter(punctuation(), 'Isolated')]);
    case 'Punctuation':
      return splitter(punctuation(), json.behavior);
    case 'WhitespaceSplit':
      return splitter(SPACE, 'Removed');
    case 'Whitespace':
      return splitter(WORDS, 'Removed', true);
    case 'Digits':
      return splitter(/\p{N}/gu, json.individual_digits ? 'Isolated' : 'Contiguous');
    case 'CharDelimiterSplit':
      return splitter(literal(json.delimiter), 'Removed');
    case 'Split':
      return splitter(expressionOf(json.pattern), json.behavior, json.invert);
    case 'FixedLength':
      return fixedLength(json.length);
    case 'ByteLevel':
    case 'UnicodeScripts':
      throw new Unsupported(`the pre-tokenizer ${json.type}`);
  }
}

function inTurn(steps: readonly PreTokenizer[]): PreTokenizer {
  return (word, isAtStart) =>
    steps.reduce<readonly Word[]>((words, step) => words.flatMap((each) => step(each, isAtStart)), [word]);
}

/** Pieces of so many code points. */
function fixedLength(length: number): PreTokenizer {
  return (word) => {
    const points = Array.from(word.text);
    const pieces: Word[] = [];
    for (let i = 0, at = 0; i < points.length; i += length) {
      const end = at + points.slice(i, i + length).join('').length;
      pieces.push(slice(word, at, end));
      at = end;
    }
    return pieces;
  };
}
