/** Items (integers of 32 bits) by a number each, of which the least comes out first. */
export class PriorityQueue {
  size = 0;
  private keys: Float64Array;
  private items: Int32Array;

  constructor(capacity = 16) {
    this.keys = new Float64Array(Math.max(16, capacity));
    this.items = new Int32Array(this.keys.length);
  }

  /** The least key; of an empty queue, NaN. */
  get least(): number {
    return this.size > 0 ? this.keys[0]! : NaN;
  }

  push(key: number, item: number): void {
    if (this.size === this.keys.length) this.grow();
    const { keys, items } = this;
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! <= key) break;
      keys[at] = keys[parent]!;
      items[at] = items[parent]!;
      at = parent;
    }
    keys[at] = key;
    items[at] = item;
  }

  /** Takes out the item of the least key; the queue must have one. */
  pop(): number {
    const { keys, items } = this;
    const first = items[0]!;
    const size = --this.size;
    const key = keys[size]!;
    const item = items[size]!;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[at] = keys[child]!;
      items[at] = items[child]!;
      at = child;
    }
    keys[at] = key;
    items[at] = item;
    return first;
  }

  private grow(): void {
    const { keys, items } = this;
    this.keys = new Float64Array(2 * keys.length);
    this.keys.set(keys);
    this.items = new Int32Array(2 * items.length);
    this.items.set(items);
  }
}
