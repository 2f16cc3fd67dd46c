import { TokenizerFileError } from '../tokenizerJson/error';
import type { Pattern } from '../tokenizerJson/parts';

/*
 * A tokenizer.json's regular expressions are Oniguruma's, in Ruby's syntax. What differs in JavaScript is put into
 * other words; what JavaScript can't do is refused.
 */

const SPACE = String.raw`\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
const WORD = String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}`;

/** By escape: the same in JavaScript, and within brackets. */
const ESCAPES: Readonly<Record<string, readonly [outside: string, inside: string | undefined]>> = {
  s: [`[${SPACE}]`, SPACE],
  S: [`[^${SPACE}]`, undefined],
  w: [`[${WORD}]`, WORD],
  W: [`[^${WORD}]`, undefined],
  d: [String.raw`\p{Nd}`, String.raw`\p{Nd}`],
  D: [String.raw`\P{Nd}`, String.raw`\P{Nd}`],
  h: ['[0-9A-Fa-f]', '0-9A-Fa-f'],
  A: [String.raw`(?<![\s\S])`, undefined],
  z: [String.raw`(?![\s\S])`, undefined],
  Z: [String.raw`(?=\n?(?![\s\S]))`, undefined],
};
/** Escapes that mean the same in both, apart from those of punctuation. */
const SHARED = /^\\(?:[nrtfv]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[pP]\{[A-Za-z_]+\}|[^\w\s])/;
/** Punctuation that JavaScript does not let be escaped. */
const NEEDLESS = /^\\[^\w$\\.*+?()[\]{}|/^-]$/;
/** What only Oniguruma has: possessive repeats, groups other than plain and looking ones, sets within sets. */
const UNKNOWN = /^(?:[*+?}]\+|\(\?(?!:|=|!|<=|<!)|\[\[|\[\^?\]|&&)/;

/** What finds a pattern's matches: a text itself, or a global regular expression. */
export function matcherOf(pattern: Pattern): string | RegExp {
  return 'String' in pattern ? pattern.String : oniguruma(pattern.Regex);
}

/** Throws a TokenizerFileError for an expression that has no counterpart, or that matches nothing at all. */
export function oniguruma(source: string): RegExp {
  let expression: RegExp | undefined;
  try {
    expression = new RegExp(translate(source), 'gu');
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (!expression) throw unsupported(source);
  if (''.search(expression) >= 0) throw unsupported(source);
  return expression;
}

function translate(source: string): string {
  let translated = '';
  let isInSet = false;
  for (let at = 0; at < source.length;) {
    const rest = source.slice(at);
    if (UNKNOWN.test(rest)) throw unsupported(source);
    let taken = rest[0]!;
    if (taken === '\\') {
      const [outside, inside] = ESCAPES[rest[1] ?? ''] ?? [];
      const shared = SHARED.exec(rest)?.[0];
      taken = outside === undefined ? (shared ?? '') : rest.slice(0, 2);
      const meaning = outside === undefined ? shared : isInSet ? inside : outside;
      if (meaning === undefined) throw unsupported(source);
      translated += NEEDLESS.test(meaning) || (meaning === '\\-' && !isInSet) ? meaning.slice(1) : meaning;
    } else if (isInSet) {
      isInSet = taken !== ']';
      translated += taken;
    } else if (taken === '[') {
      isInSet = true;
      taken = /^\[\^?/.exec(rest)![0];
      translated += taken;
    } else {
      translated += OUTSIDE[taken] ?? taken;
    }
    at += taken.length;
  }
  return translated;
}

/** Ruby's anchors are those of a line, which only \n ends. */
const OUTSIDE: Readonly<Record<string, string>> = { '.': '[^\\n]', '^': '(?<![^\\n])', $: '(?![^\\n])' };

function unsupported(source: string): TokenizerFileError {
  return new TokenizerFileError(
    `The tokenizer file has a regular expression that is not supported: ${source}`,
  );
}
