/** Tokens one after another: ids, and ends in UTF-16 units from where their pre-token starts. */
export class TokenArrays {
  ids: Uint32Array;
  ends: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.ids = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  push(id: number, end: number): void {
    if (this.length === this.ids.length) this.grow();
    this.ids[this.length] = id;
    this.ends[this.length++] = end;
  }

  private grow(): void {
    const { ids, ends } = this;
    this.ids = new Uint32Array(2 * ids.length);
    this.ends = new Uint32Array(2 * ids.length);
    this.ids.set(ids);
    this.ends.set(ends);
  }
}
