import { BROKEN, unitCode } from './unitRun';
import { unitTypeId } from './unitTypes';

const SPACE_CODE = unitCode('space', unitTypeId('space'));

/** Collects the units of a stretch of text, from front to back; what lies between two is white space. */
export class UnitBuilder {
  length = 0;
  starts: Uint32Array;
  codes: Uint32Array;

  /** @param end where the text is covered up to; grows as units are added */
  constructor(
    public end: number,
    room: number,
  ) {
    this.starts = new Uint32Array(room + 16);
    this.codes = new Uint32Array(room + 16);
  }

  add(code: number, start: number, end: number): void {
    if (start > this.end) this.push(SPACE_CODE, this.end);
    this.push(code, start);
    this.end = end;
  }

  /** A token is missing behind the last unit; before the first there is nothing to say so of. */
  markBroken(): void {
    if (this.length > 0) this.codes[this.length - 1]! |= BROKEN;
  }

  /** A unit of any kind that starts where the last one ends. */
  append(code: number, end: number): void {
    this.push(code, this.end);
    this.end = end;
  }

  /** White space up to `end`, if there is any. */
  close(end: number): void {
    if (end > this.end) this.push(SPACE_CODE, this.end);
    this.end = end;
  }

  private push(code: number, start: number): void {
    if (this.length === this.starts.length) {
      this.starts = doubled(this.starts);
      this.codes = doubled(this.codes);
    }
    this.starts[this.length] = start;
    this.codes[this.length++] = code;
  }
}

function doubled(array: Uint32Array): Uint32Array {
  const wider = new Uint32Array(array.length * 2);
  wider.set(array);
  return wider;
}
