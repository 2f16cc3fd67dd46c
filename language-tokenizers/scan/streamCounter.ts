import { BpeTokenizer } from '../bpe/bpeTokenizer';
import type { Tokenizer } from '../bpe/tokenizer';
import { writeUnits } from '../text/codeUnits';

/** Counts a text that comes in pieces as if it came whole. */
export interface StreamCounter {
  add(text: string): void;
  /** Ends the text: its number of tokens. The next `add` begins another. */
  finish(): number;
}

export function streamCounter(tokenizer: Tokenizer): StreamCounter {
  return tokenizer instanceof BpeTokenizer ? new PretokenCounter(tokenizer) : new WholeCounter(tokenizer);
}

/** Keeps no more of the text than the pre-tokens that more text may change. */
class PretokenCounter implements StreamCounter {
  private units = new Uint16Array(1 << 16);
  private length = 0;
  private count = 0;
  /** Less text than this has been tried already, and its first pre-token had no certain end. */
  private enough = 1;

  constructor(private readonly tokenizer: BpeTokenizer) {}

  add(text: string): void {
    this.reserve(this.length + text.length);
    writeUnits(text, this.units.subarray(this.length));
    this.length += text.length;
    if (this.length >= this.enough) this.countCertain(false);
  }

  finish(): number {
    this.countCertain(true);
    const { count } = this;
    this.count = 0;
    this.enough = 1;
    return count;
  }

  private countCertain(isLast: boolean): void {
    const { units, length } = this;
    const { scanner, encoder } = this.tokenizer;
    let start = 0;
    while (start < length) {
      const end = scanner.next(units, start, length);
      if (!isLast && (end === length || scanner.reach > length)) break;
      this.count += encoder.encode(units, start, end);
      start = end;
    }
    units.copyWithin(0, start, length);
    this.length -= start;
    // A pre-token of any length is looked at a logarithmic number of times.
    this.enough = 2 * this.length + 1;
  }

  private reserve(length: number): void {
    if (length <= this.units.length) return;
    const larger = new Uint16Array(2 * length);
    larger.set(this.units.subarray(0, this.length));
    this.units = larger;
  }
}

/** For tokenizers that need the whole text. */
class WholeCounter implements StreamCounter {
  private pieces: string[] = [];

  constructor(private readonly tokenizer: Tokenizer) {}

  add(text: string): void {
    this.pieces.push(text);
  }

  finish(): number {
    const count = this.tokenizer.count(this.pieces.join(''));
    this.pieces = [];
    return count;
  }
}
