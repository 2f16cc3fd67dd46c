/** A closing bracket that no opening one before it asks for. */
export interface Unmatched {
  readonly bracket: string;
  readonly index: number;
}

export interface Balance {
  /** Closing brackets still owed, the innermost last. */
  readonly open: readonly string[];
  readonly unmatched: readonly Unmatched[];
  /** The quote that an unfinished string began with, "" outside of one. */
  readonly quote: string;
}

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * Matches the brackets of a piece of code, in any language: brackets in strings do not count, a string that
 * opens with an apostrophe or a double quote ends with its line at the latest, and an apostrophe behind a
 * letter opens none (don't). Comments are not known, so this is a guess to compare pieces with, not a parse.
 */
export function balanceOf(code: string): Balance {
  const open: string[] = [];
  const unmatched: Unmatched[] = [];
  let quote = '';
  for (let index = 0; index < code.length; index++) {
    const unit = code.charAt(index);
    if (quote !== '') {
      if (unit === '\\') index++;
      else if (unit === quote || (unit === '\n' && quote !== '`')) quote = '';
    } else if (unit === '"' || unit === '`' || (unit === "'" && !/\w/.test(code.charAt(index - 1)))) {
      quote = unit;
    } else if (CLOSES[unit] !== undefined) {
      open.push(CLOSES[unit]);
    } else if (unit === ')' || unit === ']' || unit === '}') {
      if (open.at(-1) === unit) open.pop();
      else unmatched.push({ bracket: unit, index });
    }
  }
  return { open, unmatched, quote };
}
