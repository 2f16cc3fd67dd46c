import { textOfUnits, writeUnits } from './codeUnits';

const SMALLEST_GAP = 1024;

/**
 * A page of a text under edit, as UTF-16 units in one array with a gap where the last edit was: what an edit costs
 * depends on how far it is from the one before.
 */
export class GapBuffer {
  length: number;
  private array: Uint16Array;
  /** The gap is array[gapStart, gapEnd). */
  private gapStart: number;
  private gapEnd: number;

  constructor(text: string) {
    this.length = text.length;
    this.array = new Uint16Array(text.length + gapFor(text.length));
    writeUnits(text, this.array);
    this.gapStart = text.length;
    this.gapEnd = this.array.length;
  }

  /** The array that `locate` gives indices of. An edit may replace it. */
  get units(): Uint16Array {
    return this.array;
  }

  /** Replaces [start, end) by `text`. */
  replace(start: number, end: number, text: string): void {
    // Deleted units join the gap at whichever side of it they lie.
    if (end < this.gapStart) this.moveGap(end);
    else if (start > this.gapStart) this.moveGap(start);
    const after = Math.max(0, end - this.gapStart);
    this.gapStart = start;
    this.gapEnd += after;
    this.length -= end - start;
    if (this.gapEnd - this.gapStart < text.length) this.widenGap(text.length);
    writeUnits(text, this.array, this.gapStart);
    this.gapStart += text.length;
    this.length += text.length;
  }

  /** Index in `units` of the unit at `start`, such that [start, end) lies there in one piece. */
  locate(start: number, end: number): number {
    if (end <= this.gapStart) return start;
    if (start < this.gapStart) {
      // The shorter way out of the range.
      if (end - this.gapStart < this.gapStart - start) this.moveGap(end);
      else this.moveGap(start);
    }
    return start < this.gapStart ? start : start + this.gapEnd - this.gapStart;
  }

  slice(start: number, end: number): string {
    const at = this.locate(start, end);
    return textOfUnits(this.array, at, at + end - start);
  }

  private moveGap(to: number): void {
    const gap = this.gapEnd - this.gapStart;
    if (to < this.gapStart) this.array.copyWithin(to + gap, to, this.gapStart);
    else this.array.copyWithin(this.gapStart, this.gapEnd, to + gap);
    this.gapStart = to;
    this.gapEnd = to + gap;
  }

  private widenGap(room: number): void {
    const array = new Uint16Array(this.length + room + gapFor(this.length + room));
    const tail = this.array.subarray(this.gapEnd);
    array.set(this.array.subarray(0, this.gapStart));
    array.set(tail, array.length - tail.length);
    this.gapEnd = array.length - tail.length;
    this.array = array;
  }
}

/** So that a text that only grows is copied a few times in all. */
function gapFor(length: number): number {
  return Math.max(SMALLEST_GAP, length >> 3);
}
