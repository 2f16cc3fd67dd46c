/** Leaves as parallel arrays that grow. */
export class LeafList {
  length = 0;
  starts: Uint32Array;
  ends: Uint32Array;
  /** Index of a name; ~index of a word for a leaf that stays as it is. */
  symbols: Int32Array;

  /** @param room leaves that are expected */
  constructor(room: number) {
    const size = Math.max(16, room);
    this.starts = new Uint32Array(size);
    this.ends = new Uint32Array(size);
    this.symbols = new Int32Array(size);
  }

  add(start: number, end: number, symbol: number): void {
    const at = this.length++;
    if (at === this.starts.length) this.grow();
    this.starts[at] = start;
    this.ends[at] = end;
    this.symbols[at] = symbol;
  }

  /** Gives back the room that was not needed. */
  close(): this {
    this.starts = this.starts.slice(0, this.length);
    this.ends = this.ends.slice(0, this.length);
    this.symbols = this.symbols.slice(0, this.length);
    return this;
  }

  private grow(): void {
    const size = this.starts.length * 2;
    this.starts = grown(this.starts, new Uint32Array(size));
    this.ends = grown(this.ends, new Uint32Array(size));
    this.symbols = grown(this.symbols, new Int32Array(size));
  }
}

function grown<T extends Uint32Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
