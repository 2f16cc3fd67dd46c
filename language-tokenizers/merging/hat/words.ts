/**
 * Steps 1 to 5 of the word rule of the Hierarchical Autoregressive Transformer, as its splitter has them: words of
 * UAX #29, cut after each punctuation mark and between a small letter and a capital; blanks in a row are one piece.
 */

export interface HatWord {
  /** 'space' is exactly one blank, 'whitespace' any other; 'word' is all the rest, symbols too. */
  readonly kind: 'space' | 'whitespace' | 'punctuation' | 'word';
  /** Exclusive end in UTF-16 units. */
  readonly end: number;
}

/** \p{P} of ASCII; + < = > ^ ` | ~ $ are symbols. */
const PUNCTUATION = marks('!"#%&\'()*,-./:;?@[\\]_{}');

/**
 * The pieces of a line in ASCII. What UAX #29 says of `:`, `.` and `'` between letters, which changed over its
 * versions, makes no difference: each is cut after, and glued to the word before.
 */
export function* asciiWords(line: string): Generator<HatWord> {
  for (let at = 0; at < line.length;) {
    const start = at;
    const unit = line.charCodeAt(at++);
    if (isWordUnit(unit)) {
      while (at < line.length && isWordUnit(line.charCodeAt(at)) && !isCamelBorder(line, at)) at++;
      // An underscore goes on a word, and is cut after.
      if (line[at] === '_') at++;
      yield { kind: 'word', end: at };
    } else if (unit === 0x20) {
      while (line.charCodeAt(at) === 0x20) at++;
      yield { kind: at - start === 1 ? 'space' : 'whitespace', end: at };
    } else if (unit === 0x0d && line.charCodeAt(at) === 0x0a) yield { kind: 'whitespace', end: ++at };
    else yield { kind: kindOfMark(unit), end: at };
  }
}

let segmenter: Intl.Segmenter | undefined;

/**
 * The pieces of any line. Words are the host's: its ICU has its own version of Unicode, and finds words of Chinese,
 * Japanese and Thai in dictionaries, where UAX #29 alone would cut at every character.
 */
export function* segmentedWords(line: string): Generator<HatWord> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  let end = 0;
  for (const { segment } of segmenter.segment(line)) {
    for (const piece of segment.split(CUTS)) yield { kind: kindOfPiece(piece), end: (end += piece.length) };
  }
}

const CUTS = /(?<=\p{P})|(?<=\p{Ll})(?=\p{Lu})/u;

function kindOfPiece(piece: string): HatWord['kind'] {
  if (piece === ' ') return 'space';
  if (/^\s+$/u.test(piece)) return 'whitespace';
  return /^\p{P}$/u.test(piece) ? 'punctuation' : 'word';
}

function kindOfMark(unit: number): HatWord['kind'] {
  if (unit >= 9 && unit <= 13) return 'whitespace';
  return PUNCTUATION[unit] ? 'punctuation' : 'word';
}

/** Letters and digits. */
function isWordUnit(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x30 && unit <= 0x39);
}

function isCamelBorder(line: string, at: number): boolean {
  return line.charCodeAt(at - 1) >= 0x61 && line.charCodeAt(at) >= 0x41 && line.charCodeAt(at) <= 0x5a;
}

function marks(text: string): Uint8Array {
  const table = new Uint8Array(128);
  for (let i = 0; i < text.length; i++) table[text.charCodeAt(i)] = 1;
  return table;
}
