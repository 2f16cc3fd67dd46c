import {
  classAt,
  LETTER,
  LOWER,
  NEWLINE,
  NUMBER,
  SPACE,
  SURROGATE,
  UNIT_CLASSES,
  UPPER,
  widthAt,
} from '../../text/characterClasses';
import { AsciiSteps, digitStates, UNDECIDED } from './asciiSteps';
import { APOSTROPHE, contractionEnd } from './contraction';
import { NOT_SYMBOL, numbersEnd, runEnd, spaceEnd, symbolsEnd } from './runs';
import type { Scanner } from './scanner';

const NONE = -1;

/**
 * Scanner of o200k_base, where U is [\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}] and L is [\p{Ll}\p{Lm}\p{Lo}\p{M}]:
 *
 *   [^\r\n\p{L}\p{N}]?U*L+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 *   [^\r\n\p{L}\p{N}]?U+L*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
 *   \p{N}{1,3}
 *   [ ]?[^\s\p{L}\p{N}]+[\r\n/]*
 *   \s*[\r\n]+
 *   \s+(?!\S)
 *   \s+
 *
 * Other models have it with another number of digits than three, or without contractions.
 */
export class O200kScanner implements Scanner {
  /** That of `nextOfAny`. */
  private reachOfAny = 0;
  private readonly ascii: AsciiSteps;
  /** After `cased`: the end of U*. */
  private upperEnd = 0;

  /** `digits`: the most that one pre-token has. */
  constructor(
    private readonly digits = 3,
    private readonly contractions = true,
  ) {
    this.ascii = asciiSteps(digits, contractions);
  }

  get reach(): number {
    const { read } = this.ascii;
    return read === UNDECIDED ? this.reachOfAny : read + 3;
  }

  next(units: Uint16Array, start: number, limit: number): number {
    const end = this.ascii.end(units, start, limit);
    return end === UNDECIDED ? this.nextOfAny(units, start, limit) : end;
  }

  private nextOfAny(units: Uint16Array, start: number, limit: number): number {
    this.reachOfAny = 0;
    let first = UNIT_CLASSES[units[start]!]!;
    let second = start + 1;
    if (first === SURROGATE) {
      first = classAt(units, start, limit);
      second = start + widthAt(units, start, limit);
    }
    if (first & LETTER) return this.word(units, start, limit);
    if (first & NUMBER) return this.decided(numbersEnd(units, start, limit, this.digits));

    if (!(first & NEWLINE)) {
      const secondClass = second < limit ? classAt(units, second, limit) : SPACE;
      if (secondClass & (UPPER | LOWER)) {
        const end = this.cased(units, second, limit);
        return this.contracted(units, end === NONE ? this.allUpper(units, start, limit, first) : end, limit);
      }
      // A mark may stand for a letter.
      if (first & (UPPER | LOWER)) return this.word(units, start, limit);
      const symbols = first & SPACE ? units[start] === 32 && !(secondClass & NOT_SYMBOL) : true;
      if (symbols) return this.decided(breaksEnd(units, symbolsEnd(units, second, limit), limit));
    }
    const space = runEnd(units, second, limit, SPACE);
    return this.decided(spaceEnd(units, start, space, limit), space);
  }

  /** A word that starts with a letter or mark at `start`, no prefix. */
  private word(units: Uint16Array, start: number, limit: number): number {
    const end = this.cased(units, start, limit);
    return this.contracted(units, end === NONE ? this.upperEnd : end, limit);
  }

  /** End of a word whose one-code-point prefix is at `start`, after `cased` has found no L behind the prefix. */
  private allUpper(units: Uint16Array, start: number, limit: number, prefix: number): number {
    const end = this.upperEnd;
    // U*L+ without the prefix goes before U+L* with it; a mark for a prefix is itself in U and L.
    const marked = prefix & (UPPER | LOWER) ? this.cased(units, start, limit) : NONE;
    return marked === NONE ? end : marked;
  }

  /**
   * End of U*L+ at `start`, or NONE. Where no L follows the run of U, the expression goes back to the last code
   * point of the run that is in both.
   */
  private cased(units: Uint16Array, start: number, limit: number): number {
    const classes = UNIT_CLASSES;
    let at = start;
    let bothEnd = NONE;
    for (;;) {
      let unitClass = 0;
      while (at < limit && (unitClass = classes[units[at]!]!) & UPPER) {
        at++;
        if (unitClass & LOWER) bothEnd = at;
      }
      if (at === limit || unitClass !== SURROGATE) break;
      unitClass = classAt(units, at, limit);
      if (!(unitClass & UPPER)) break;
      at += 2;
      if (unitClass & LOWER) bothEnd = at;
    }
    this.upperEnd = at;
    const end = runEnd(units, at, limit, LOWER);
    if (this.reachOfAny < end + 2) this.reachOfAny = end + 2;
    return end > at ? end : bothEnd;
  }

  private contracted(units: Uint16Array, wordEnd: number, limit: number): number {
    // The contraction's three units count as read even where they are none.
    if (this.reachOfAny < wordEnd + 3) this.reachOfAny = wordEnd + 3;
    return this.contractions && units[wordEnd] === APOSTROPHE
      ? contractionEnd(units, wordEnd, limit)
      : wordEnd;
  }

  /** Notes that the units up to the code point at `read` decided on `end`. */
  private decided(end: number, read = end): number {
    this.reachOfAny = Math.max(end, read) + 2;
    return end;
  }
}

/** End of [\r\n/]*. */
function breaksEnd(units: Uint16Array, start: number, limit: number): number {
  let at = start;
  while (at < limit && (units[at] === 47 || UNIT_CLASSES[units[at]!]! & NEWLINE)) at++;
  return at;
}

/** The same over ASCII, where a word that an apostrophe follows may have a contraction. */
function asciiSteps(digits: number, contractions: boolean): AsciiSteps {
  const cut = contractions ? '?' : '.';
  return new AsciiSteps({
    //                  upper lower digit  break  blank  space  slash   apostrophe symbol
    start: ['here', `   upper lower digit1 breaks blank  tab    prefix  prefix     prefix`],
    upper: ['here', `   upper lower .      .      .      .      .       ${cut}     .`],
    lower: ['here', `   .     lower .      .      .      .      .       ${cut}     .`],
    prefix: ['here', `  upper lower .      closed .      .      symbols symbols    symbols`],
    symbols: ['here', ` .     .     .      closed .      .      symbols symbols    symbols`],
    closed: ['here', `  .     .     .      closed .      .      closed  .          .`],
    blank: ['here', `   upper lower .      lines  spaces spaces symbols symbols    symbols`],
    tab: ['here', `     upper lower .      lines  spaces spaces .       .          .`],
    spaces: ['spaces', `.     .     .      lines  spaces spaces .       .          .`],
    breaks: ['here', `  .     .     .      breaks lines  lines  .       .          .`],
    lines: ['lines', `  .     .     .      lines  lines  lines  .       .          .`],
    ...digitStates(digits),
  });
}
