import type { SyntaxText } from './text';

/** A part of a text under edit, which moves with its edits. */
export class TextWindow implements SyntaxText {
  constructor(
    private readonly text: () => SyntaxText,
    public start: number,
    public length: number,
  ) {}

  get end(): number {
    return this.start + this.length;
  }

  slice(start: number, end: number): string {
    const length = Math.max(0, Math.min(end, this.length) - start);
    return this.text().slice(this.start + start, this.start + start + length);
  }

  /** [start, end) of the whole text has been replaced by `inserted` units; false when that was not all inside or outside. */
  edited(start: number, end: number, inserted: number): boolean {
    const shift = inserted - (end - start);
    if (start >= this.start && end <= this.end) this.length += shift;
    else if (end <= this.start) this.start += shift;
    else if (start < this.end) return false;
    return true;
  }
}
