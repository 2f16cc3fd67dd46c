import { widthAt } from '../../text/characterClasses';
import { CJK, deepseekClassAt, DIGIT, NEWLINE, SPACE, SYMBOL, WORD } from './deepseekClasses';
import { spaceEnd } from './runs';
import type { Scanner } from './scanner';

/** Of a code point that the piece being split has not: past its end, or past the text's. */
const NONE = -1;
/** What pieces of the first two stages differ in. */
const PIECE = CJK | DIGIT;
const BLANK = 32;

/**
 * Scanner of DeepSeek V3 and R1, whose pattern is three in a row. Each splits the pieces that the one before left,
 * as if a piece were the whole text:
 *
 *   \p{N}{1,3}
 *   [一-龥぀-ゟ゠-ヿ]+
 *   [!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+
 *     |[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+
 *     |[ ]?[\p{P}\p{S}]+[\r\n]*
 *     |\s*[\r\n]+
 *     |\s+(?!\S)
 *     |\s+
 *
 * What no pattern takes stays together.
 */
export class DeepSeekScanner implements Scanner {
  reach = 0;
  private units: Uint16Array = new Uint16Array(0);
  private limit = 0;
  /** CJK in a piece of these, else 0. */
  private piece = 0;

  next(units: Uint16Array, start: number, limit: number): number {
    this.units = units;
    this.limit = limit;
    const first = deepseekClassAt(units, start, limit);
    this.piece = first & PIECE;
    const second = start + widthAt(units, start, limit);
    if (first & DIGIT) return this.decided(this.digitsEnd(second));
    if (first & WORD) return this.decided(this.runEnd(second, WORD));
    if (first & SYMBOL) {
      const word = isAsciiSymbol(units[start]!) ? this.asciiWordEnd(second) : second;
      return this.decided(word > second ? word : this.symbolsEnd(second));
    }
    const secondClass = this.classAt(second);
    if (!(first & NEWLINE) && secondClass !== NONE) {
      if (secondClass & WORD) return this.decided(this.runEnd(second, WORD));
      if (units[start] === BLANK && secondClass & SYMBOL) return this.decided(this.symbolsEnd(second));
    }
    if (!(first & SPACE)) return this.rest(second);
    const end = this.runEnd(second, SPACE);
    const pieceEnd = this.classAt(end) === NONE ? end : limit;
    return this.decided(spaceEnd(units, start, end, pieceEnd), end);
  }

  /** Class of the code point at `at` if the piece has it. */
  private classAt(at: number): number {
    if (at >= this.limit) return NONE;
    const found = deepseekClassAt(this.units, at, this.limit);
    return (found & PIECE) === this.piece ? found : NONE;
  }

  private runEnd(start: number, mask: number): number {
    let at = start;
    for (let found = this.classAt(at); found !== NONE && found & mask; found = this.classAt(at)) {
      at += this.widthAt(at);
    }
    return at;
  }

  private digitsEnd(second: number): number {
    let at = second;
    for (let digits = 1; digits < 3 && this.classAt(at) !== NONE; digits++) at += this.widthAt(at);
    return at;
  }

  /** End of [A-Za-z]*. */
  private asciiWordEnd(start: number): number {
    let at = start;
    while (at < this.limit && isAsciiLetter(this.units[at]!)) at++;
    return at;
  }

  /** End of [\p{P}\p{S}]*[\r\n]*. */
  private symbolsEnd(start: number): number {
    return this.runEnd(this.runEnd(start, SYMBOL), NEWLINE);
  }

  /** End of what no pattern takes, the first of which ends at `second`. */
  private rest(second: number): number {
    let at = second;
    for (;;) {
      const found = this.classAt(at);
      if (found === NONE || found & (WORD | SYMBOL | SPACE)) return this.decided(at);
      const next = at + this.widthAt(at);
      const nextClass = this.classAt(next);
      if (nextClass !== NONE && nextClass & WORD) return this.decided(at, next);
      at = next;
    }
  }

  private widthAt(at: number): number {
    return widthAt(this.units, at, this.limit);
  }

  /** Notes that the units up to the code point at `read` decided on `end`. */
  private decided(end: number, read = end): number {
    this.reach = Math.max(end, read) + 2;
    return end;
  }
}

function isAsciiLetter(unit: number): boolean {
  return (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
}

/** Printable ASCII that is neither letter, digit nor space. */
function isAsciiSymbol(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && !isAsciiLetter(unit) && !(unit >= 0x30 && unit <= 0x39);
}
