import { isHighSurrogate } from '../../language-tokenizers/text/codePoints';
import type { Line } from './lines';
import { indentOf } from './text';

/** What a line that is not deeper than the block says about the block. */
export type Verdict =
  | 'wait' // not enough of the line is written
  | 'inside' // it goes on with the block: else, except, ") {"
  | 'ignore' // it has no say: a preprocessor line
  | { readonly included: boolean; readonly at: number }; // it ends the block, and may be its last line

export interface Surroundings {
  /** True when the line stands level with the one that opened the block. */
  readonly sameLevel: boolean;
  /** The first line with text below the cursor's line. */
  readonly below: string | undefined;
  readonly languageId: string;
}

const CLOSER = /^[)\]}]/;
const OPENER = /[{([:]$/;
const GOES_ON = /^(?:else|elif|elsif|elseif|except|finally|catch|rescue|ensure|when|case|default)$/;
const END_WORD = /^(?:end\w*|fi|done|esac|until)$/i;
const HAS_END_WORDS =
  /^(?:fortran.*|ruby|crystal|lua|julia|elixir|matlab|octave|shellscript|vb|ada|pascal)$/i;
/** A label or an access specifier, which stands less deep than what it is in; or what may become one. */
const LABEL = /^(?!(?:case|default)\b)\w+\s*:?\s*$/;
const HAS_LABELS = /^(?:c|cpp|cuda-cpp|objective-c|objective-cpp)$/i;
/** Fixed form: a comment, a statement's number, or the mark of a line that goes on. */
const FIXED_COLUMNS = /^(?:[c*d!]| {0,4}\d| {5}\S)/i;
const HAS_FIXED_COLUMNS = /^fortran.*fixed/i;
const HAS_PREPROCESSOR = /^(?:c|cpp|cuda-cpp|objective-c|objective-cpp|csharp|fortran.*)$/i;

export function blockEnd(line: Line, around: Surroundings): Verdict {
  const own = line.text.trimStart();
  const from = line.end - (line.text.length - indentLength(line.text));
  if (hasNoSay(line.text, own, around.languageId)) return 'ignore';
  const hasLabels = HAS_LABELS.test(around.languageId);
  if (hasLabels && LABEL.test(own) && !line.complete) return 'wait';
  if (hasLabels && LABEL.test(own) && own.includes(':')) return 'ignore';
  if (CLOSER.test(own)) return closing(line, own, own.charAt(0), around);
  const word = /^\p{L}[\p{L}\p{N}_]*/u.exec(own)?.[0];
  // With labels, it takes a sign more to tell.
  const label = hasLabels && word !== undefined ? /^\w*\s*:?\s*/.exec(own)![0].length : 0;
  const read = Math.max(label, word?.length ?? 0);
  // What a word ends with is one unit, or the two of a surrogate pair: the first of them may begin a letter.
  const told = read + (isHighSurrogate(own.charCodeAt(read)) ? 2 : 1);
  if (told > own.length && !line.complete) return 'wait';
  const ends = { included: false, at: from + told };
  if (word === undefined) return ends;
  if (around.sameLevel && GOES_ON.test(word)) return 'inside';
  if (END_WORD.test(word) && HAS_END_WORDS.test(around.languageId)) return closing(line, own, word, around);
  return ends;
}

/** True for a line whose column says nothing about blocks. */
function hasNoSay(line: string, own: string, languageId: string): boolean {
  if (own.startsWith('#')) return HAS_PREPROCESSOR.test(languageId);
  return HAS_FIXED_COLUMNS.test(languageId) && FIXED_COLUMNS.test(line);
}

/** A closing line belongs to the block unless the text below the cursor already holds it. */
function closing(line: Line, own: string, closer: string, around: Surroundings): Verdict {
  if (!line.complete) return 'wait';
  if (around.sameLevel && OPENER.test(own.trimEnd())) return 'inside';
  return { included: !isClosedBelow(line, closer, around.below), at: line.end + 1 };
}

function isClosedBelow(line: Line, closer: string, below: string | undefined): boolean {
  if (below === undefined) return false;
  const indent = indentOf(line.text);
  const levelBelow = indentOf(below);
  if (levelBelow !== indent) return levelBelow > indent;
  return below.trimStart().toLowerCase().startsWith(closer.toLowerCase());
}

function indentLength(text: string): number {
  return text.length - text.trimStart().length;
}
