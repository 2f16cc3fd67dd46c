import { classAt, NUMBER, UNIT_CLASSES, widthAt, SURROGATE } from '../../text/characterClasses';
import type { Scanner } from './scanner';

/**
 * Cuts out every \p{N}, and lets another scanner split what is between them, each piece as if it were the whole text:
 * StarCoder, SmolLM and Granite Code do so before they split by GPT-2's pattern.
 */
export class DigitsScanner implements Scanner {
  reach = 0;

  constructor(private readonly inner: Scanner) {}

  next(units: Uint16Array, start: number, limit: number): number {
    if (classAt(units, start, limit) & NUMBER) {
      const end = start + widthAt(units, start, limit);
      this.reach = end;
      return end;
    }
    const end = this.inner.next(units, start, limit);
    this.reach = this.inner.reach;
    const digit = firstNumber(units, start + 1, Math.min(this.reach, limit), limit);
    if (digit < 0) return end;
    this.reach = Math.max(this.reach, digit + 2);
    return this.inner.next(units, start, digit);
  }
}

/** Where in [from, to) the first number is; -1 where none is. */
function firstNumber(units: Uint16Array, from: number, to: number, limit: number): number {
  for (let at = from; at < to; at++) {
    const found = UNIT_CLASSES[units[at]!]!;
    if (found === NUMBER) return at;
    if (found === SURROGATE && classAt(units, at, limit) & NUMBER) return at;
  }
  return -1;
}
