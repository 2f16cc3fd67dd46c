/** Numbers pairs of ranks, in the order in which they are first met. */
export class PairIds {
  private readonly ids = new Map<number, number>();

  get size(): number {
    return this.ids.size;
  }

  idOf(left: number, right: number): number {
    const key = left * 0x200_0000 + right;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.ids.size;
      this.ids.set(key, id);
    }
    return id;
  }
}
