/** What syntax reads of a text: a string is one, a text under edit another. */
export interface SyntaxText {
  /** UTF-16 units. */
  readonly length: number;
  slice(start: number, end: number): string;
}

const WINDOW = 16_384;

/** Single units of a text that are read from front to back, without the whole as a string. */
export class TextReader {
  private window = '';
  private windowStart = 0;

  constructor(private readonly text: SyntaxText) {
    if (typeof text === 'string') this.window = text;
  }

  get length(): number {
    return this.text.length;
  }

  charCodeAt(offset: number): number {
    const at = offset - this.windowStart;
    if (at >= 0 && at < this.window.length) return this.window.charCodeAt(at);
    // A few units before: a leaf's end is looked at, then its start.
    this.windowStart = Math.max(0, offset - WINDOW / 8);
    this.window = this.text.slice(this.windowStart, Math.min(this.text.length, offset + WINDOW));
    return this.window.charCodeAt(offset - this.windowStart);
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }
}
