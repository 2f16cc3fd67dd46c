import { UNICODE_16_RUNS } from '../../../language-tokenizers/text/unicode16';

/** The classes of a property in the table's letters, see scripts/assets/unicode-classes.mjs. */
const PROPERTIES: Readonly<Record<string, string>> = {
  L: 'ULC',
  // The table has these in one class; no pattern tells them apart.
  Lu: 'U',
  Lt: 'U',
  Ll: 'L',
  Lm: 'C',
  Lo: 'C',
  M: 'M',
  N: 'N',
};

/**
 * A split pattern in Rust's syntax as JavaScript's regular expression, as far as the patterns use it, with the
 * project's own classes in place of the host's: those change from one version of Unicode to the next.
 */
export function pinnedPattern(pattern: string): RegExp {
  const source = pattern
    .replaceAll("(?i:'s|'t|'re|'ve|'m|'ll|'d)", "(?:'[sSſ]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL]{2}|'[dD])")
    .replaceAll(/\[(\^?)([^\]]*)\]/g, (_, not: string, members: string) => `[${not}${inBrackets(members)}]`)
    .replaceAll(/\\p\{\w+\}|\\s/g, (escape) => `[${inBrackets(escape)}]`)
    .replaceAll('\\S', `[^${inBrackets('\\s')}]`);
  return new RegExp(source, 'gu');
}

function inBrackets(members: string): string {
  return members
    .replaceAll(/\\p\{(\w+)\}/g, (_, property: string) => rangesOf(PROPERTIES[property]!))
    .replaceAll('\\s', rangesOf('S'));
}

/** Code points whose class is one of `letters`, as the inside of brackets. */
function rangesOf(letters: string): string {
  let ranges = '';
  for (const [first, last, letter] of classRuns()) {
    if (letters.includes(letter)) ranges += `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`;
  }
  return ranges;
}

/** Runs of the table: first and last code point, class. */
export function classRuns(): [number, number, string][] {
  const runs: [number, number, string][] = [];
  let start = 0;
  for (const [, length, letter] of UNICODE_16_RUNS.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    const end = start + parseInt(length!, 36);
    runs.push([start, end - 1, letter!]);
    start = end;
  }
  return runs;
}
