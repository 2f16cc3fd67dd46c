import { PUNCTUATION, WHITE_SPACE } from '../normalize/characterKinds';
import { expressionOf, quote } from '../normalize/pattern';
import type { PreTokenizerJson, SplitBehavior } from '../tokenizerJson/parts';
import { Unsupported } from '../tokenizerJson/unsupported';
import { metaspace } from './metaspace';
import { splitKind, splitMatches } from './splitMatches';
import { slice, type Word } from './word';

/** Cuts a word into others; what none of them has is dropped. */
export type PreTokenizer = (word: Word, isAtStart: (word: Word) => boolean) => readonly Word[];

const SPACES = String.raw`\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const WORD = String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c-\u200d`;
/** Rust's \w+|[^\w\s]+ */
const WORDS = new RegExp(`[${WORD}]+|[^${WORD}${SPACES}]+`, 'gu');

function kindSplitter(kind: number, behavior: SplitBehavior): PreTokenizer {
  return (word) => splitKind(word, kind, behavior);
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
      return inTurn([kindSplitter(WHITE_SPACE, 'Removed'), kindSplitter(PUNCTUATION, 'Isolated')]);
    case 'Punctuation':
      return kindSplitter(PUNCTUATION, json.behavior);
    case 'WhitespaceSplit':
      return kindSplitter(WHITE_SPACE, 'Removed');
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

/** One pre-tokenizer after another. */
export function inTurn(steps: readonly PreTokenizer[]): PreTokenizer {
  return (word, isAtStart) => {
    let words: readonly Word[] = [word];
    for (const step of steps) {
      const next: Word[] = [];
      for (const each of words) for (const part of step(each, isAtStart)) next.push(part);
      words = next;
    }
    return words;
  };
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
