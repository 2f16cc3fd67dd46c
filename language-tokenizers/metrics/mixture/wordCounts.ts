import type { BpeTokenizer } from '../../bpe/bpeTokenizer';
import type { Scanner } from '../../bpe/scanners/scanner';
import { writeUnits } from '../../text/codeUnits';

/** Different pre-tokens that are kept of a category. */
const LIMIT = 500_000;

/** How often which pre-tokens stand in the sample of a category: merging never crosses their borders. */
export class WordCounts {
  readonly counts = new Map<string, number>();
  /** UTF-16 units that were read. */
  length = 0;
  private readonly scanner: Scanner;
  private units = new Uint16Array(1 << 16);

  constructor(tokenizer: BpeTokenizer) {
    this.scanner = tokenizer.model.createScanner();
  }

  add(text: string): void {
    if (this.units.length < text.length) this.units = new Uint16Array(2 * text.length);
    writeUnits(text, this.units);
    for (let start = 0; start < text.length;) {
      const end = this.scanner.next(this.units, start, text.length);
      this.addWord(text.slice(start, end));
      start = end;
    }
    this.length += text.length;
  }

  private addWord(word: string): void {
    const count = this.counts.get(word);
    if (count === undefined && this.counts.size >= LIMIT) return;
    // The engine keeps a slice's whole text: a word is copied when it is new.
    this.counts.set(count === undefined ? copied(word) : word, (count ?? 0) + 1);
  }
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function copied(text: string): string {
  return decoder.decode(encoder.encode(text));
}
