import {
  classAt,
  LETTER,
  NEWLINE,
  NUMBER,
  SPACE,
  SURROGATE,
  UNIT_CLASSES,
  widthAt,
} from '../../text/characterClasses';
import { AsciiSteps, digitStates, UNDECIDED } from './asciiSteps';
import { contractionEnd } from './contraction';
import { NOT_SYMBOL, numbersEnd, runEnd, spaceEnd, symbolsEnd } from './runs';
import type { Scanner } from './scanner';

/**
 * Scanner of cl100k_base:
 *
 *   (?i:'s|'t|'re|'ve|'m|'ll|'d)
 *   [^\r\n\p{L}\p{N}]?\p{L}+
 *   \p{N}{1,3}
 *   [ ]?[^\s\p{L}\p{N}]+[\r\n]*
 *   \s*[\r\n]+
 *   \s+(?!\S)
 *   \s+
 *
 * Other models have it with another number of digits than three.
 */
export class Cl100kScanner implements Scanner {
  /** That of `nextOfAny`. */
  private reachOfAny = 0;
  private readonly ascii: AsciiSteps;

  /** `digits`: the most that one pre-token has. */
  constructor(private readonly digits = 3) {
    this.ascii = asciiSteps(digits);
  }

  get reach(): number {
    const { read } = this.ascii;
    return read === UNDECIDED ? this.reachOfAny : read + 2;
  }

  next(units: Uint16Array, start: number, limit: number): number {
    const end = this.ascii.end(units, start, limit);
    return end === UNDECIDED ? this.nextOfAny(units, start, limit) : end;
  }

  private nextOfAny(units: Uint16Array, start: number, limit: number): number {
    // Each branch ends where it read a code point that it did not take: that one's two units may decide.
    let first = UNIT_CLASSES[units[start]!]!;
    let second = start + 1;
    if (first === SURROGATE) {
      first = classAt(units, start, limit);
      second = start + widthAt(units, start, limit);
    }
    if (first & LETTER) return this.decided(runEnd(units, start, limit, LETTER));
    if (first & NUMBER) return this.decided(numbersEnd(units, start, limit, this.digits));
    const contraction = contractionEnd(units, start, limit);
    if (contraction > start) return this.decided(contraction);

    if (!(first & NEWLINE)) {
      const secondClass = second < limit ? classAt(units, second, limit) : SPACE;
      if (secondClass & LETTER) return this.decided(runEnd(units, second, limit, LETTER));
      const symbols = first & SPACE ? units[start] === 32 && !(secondClass & NOT_SYMBOL) : true;
      if (symbols) {
        const end = symbolsEnd(units, second, limit);
        return this.decided(newlinesEnd(units, end, limit));
      }
    }
    const space = runEnd(units, second, limit, SPACE);
    return this.decided(spaceEnd(units, start, space, limit), space);
  }

  /** Notes that the units up to the code point at `read` decided on `end`. */
  private decided(end: number, read = end): number {
    this.reachOfAny = Math.max(end, read) + 2;
    return end;
  }
}

/** End of [\r\n]*. */
function newlinesEnd(units: Uint16Array, start: number, limit: number): number {
  let at = start;
  while (at < limit && UNIT_CLASSES[units[at]!]! & NEWLINE) at++;
  return at;
}

/** The same over ASCII, where an apostrophe may begin a contraction. */
function asciiSteps(digits: number): AsciiSteps {
  return new AsciiSteps({
    //                  upper lower digit  break  blank  space  slash   apostrophe symbol
    start: ['here', `   word  word  digit1 breaks blank  tab    prefix  ?          prefix`],
    word: ['here', `    word  word  .      .      .      .      .       .          .`],
    prefix: ['here', `  word  word  .      closed .      .      symbols symbols    symbols`],
    symbols: ['here', ` .     .     .      closed .      .      symbols symbols    symbols`],
    closed: ['here', `  .     .     .      closed .      .      .       .          .`],
    blank: ['here', `   word  word  .      lines  spaces spaces symbols symbols    symbols`],
    tab: ['here', `     word  word  .      lines  spaces spaces .       .          .`],
    spaces: ['spaces', `.     .     .      lines  spaces spaces .       .          .`],
    breaks: ['here', `  .     .     .      breaks lines  lines  .       .          .`],
    lines: ['lines', `  .     .     .      lines  lines  lines  .       .          .`],
    ...digitStates(digits),
  });
}
