import type { Scanner } from '../../../bpe/scanners/scanner';
import { classAt, LETTER, NUMBER, SPACE, widthAt } from '../../../text/characterClasses';

const BLANK = 0x20;
const SLASH = 0x2f;
const MOST_DIGITS = 3;
const NONE = -1;

/**
 * Pre-tokens of SuperBPE's second stage: what matches
 *
 *   \p{N}{1,3}| ?[^\s\p{L}\p{N}]{2,}[\r\n/]*| +(?!\S)
 *
 * and the text between such matches, which may have many words.
 */
export class StageTwoScanner implements Scanner {
  reach = 0;

  next(units: Uint16Array, start: number, limit: number): number {
    let at = start;
    let end = matchEnd(units, at, limit);
    while (end === at && at < limit) {
      at += widthAt(units, at, limit);
      end = at < limit ? matchEnd(units, at, limit) : at;
    }
    // The text between has the match behind it in view, which a change right behind that may undo.
    this.reach = end + 2;
    return at > start ? at : end;
  }
}

/** End of the match at `at`; `at` where there is none. */
function matchEnd(units: Uint16Array, at: number, limit: number): number {
  if (classAt(units, at, limit) & NUMBER) return digitsEnd(units, at, limit);
  const symbols = symbolsEnd(units, units[at] === BLANK ? at + 1 : at, limit);
  if (symbols !== NONE) return symbols;
  return units[at] === BLANK ? blanksEnd(units, at, limit) : at;
}

function digitsEnd(units: Uint16Array, start: number, limit: number): number {
  let at = start;
  for (let i = 0; i < MOST_DIGITS && at < limit && classAt(units, at, limit) & NUMBER; i++)
    at += widthAt(units, at, limit);
  return at;
}

/** End of two symbols or more, and the line ends and slashes behind them; NONE where there are none. */
function symbolsEnd(units: Uint16Array, start: number, limit: number): number {
  let at = start;
  let count = 0;
  for (; at < limit && !(classAt(units, at, limit) & (SPACE | LETTER | NUMBER)); count++)
    at += widthAt(units, at, limit);
  if (count < 2) return NONE;
  while (at < limit && isBreakOrSlash(units[at]!)) at++;
  return at;
}

function isBreakOrSlash(unit: number): boolean {
  return unit === 10 || unit === 13 || unit === SLASH;
}

/** End of blanks but the one right before text. */
function blanksEnd(units: Uint16Array, start: number, limit: number): number {
  let at = start;
  while (at < limit && units[at] === BLANK) at++;
  return at === limit || classAt(units, at, limit) & SPACE ? at : at - 1;
}
