import {
  classAt,
  LETTER,
  NUMBER,
  SPACE,
  SURROGATE,
  UNIT_CLASSES,
  widthAt,
} from '../../text/characterClasses';
import { type AsciiStates, AsciiSteps, UNDECIDED } from './asciiSteps';
import { APOSTROPHE, plainContractionEnd } from './contraction';
import { allButLastSpace, NOT_SYMBOL, runEnd, symbolsEnd } from './runs';
import type { Scanner } from './scanner';

const BLANK = 32;

/** The pattern over ASCII, where an apostrophe may begin a contraction. */
const ASCII_STATES: AsciiStates = {
  //                   upper lower digit   break  blank  space  slash   apostrophe symbol
  start: ['here', `    word  word  numbers space  blank  space  symbols ?          symbols`],
  word: ['here', `     word  word  .       .      .      .      .       .          .`],
  numbers: ['here', `  .     .     numbers .      .      .      .       .          .`],
  symbols: ['here', `  .     .     .       .      .      .      symbols symbols    symbols`],
  blank: ['here', `    word  word  numbers spaces spaces spaces symbols symbols    symbols`],
  space: ['here', `    .     .     .       spaces spaces spaces .       .          .`],
  spaces: ['spaces', ` .     .     .       spaces spaces spaces .       .          .`],
};

/**
 * Scanner of GPT-2's pattern, which r50k_base and p50k_base have too:
 *
 *   's|'t|'re|'ve|'m|'ll|'d
 *   [ ]?\p{L}+
 *   [ ]?\p{N}+
 *   [ ]?[^\s\p{L}\p{N}]+
 *   \s+(?!\S)
 *   \s+
 */
export class Gpt2Scanner implements Scanner {
  private readonly ascii = new AsciiSteps(ASCII_STATES);
  /** That of `nextOfAny`. */
  private reachOfAny = 0;

  get reach(): number {
    const { read } = this.ascii;
    return read === UNDECIDED ? this.reachOfAny : read + 2;
  }

  next(units: Uint16Array, start: number, limit: number): number {
    const end = this.ascii.end(units, start, limit);
    return end === UNDECIDED ? this.nextOfAny(units, start, limit) : end;
  }

  private nextOfAny(units: Uint16Array, start: number, limit: number): number {
    if (units[start] === APOSTROPHE) {
      const contraction = plainContractionEnd(units, start, limit);
      if (contraction > start) return this.decided(contraction);
    }
    const first = start + 1 < limit && units[start] === BLANK ? start + 1 : start;
    let firstClass = UNIT_CLASSES[units[first]!]!;
    let second = first + 1;
    if (firstClass === SURROGATE) {
      firstClass = classAt(units, first, limit);
      second = first + widthAt(units, first, limit);
    }
    if (firstClass & LETTER) return this.decided(runEnd(units, second, limit, LETTER));
    if (firstClass & NUMBER) return this.decided(runEnd(units, second, limit, NUMBER));
    if (!(firstClass & NOT_SYMBOL)) return this.decided(symbolsEnd(units, second, limit));
    const space = runEnd(units, first, limit, SPACE);
    return this.decided(allButLastSpace(start, space, limit), space);
  }

  /** Notes that the units up to the code point at `read` decided on `end`. */
  private decided(end: number, read = end): number {
    this.reachOfAny = Math.max(end, read) + 2;
    return end;
  }
}
