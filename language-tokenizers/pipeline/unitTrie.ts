/** No node, and no value. */
export const NONE = -1;

/** A trie over UTF-16 units in typed arrays. Node 0 is the root. */
export class UnitTrie {
  private nodes = 1;
  private readonly root = new Int32Array(0x10000).fill(NONE);
  /** Values of nodes. */
  private values = new Int32Array(1024).fill(NONE);
  /** Edges from all nodes but the root by open addressing: parent, unit, child. */
  private parents: Int32Array;
  private units: Uint16Array;
  private children: Int32Array;
  private edges = 0;

  /** `expected` is a guess of how many units its keys have in all. */
  constructor(expected = 1024) {
    const size = 1 << Math.ceil(Math.log2(Math.max(1024, 2 * expected)));
    this.parents = new Int32Array(size).fill(NONE);
    this.units = new Uint16Array(size);
    this.children = new Int32Array(size);
  }

  /** Sets a key's value, which is not negative; the last one given counts. */
  set(key: string, value: number): void {
    let node = 0;
    for (let i = 0; i < key.length; i++) node = this.childOrNew(node, key.charCodeAt(i));
    this.values[node] = value;
  }

  /** The node that `unit` leads to from another; NONE if none does. */
  child(node: number, unit: number): number {
    if (node === 0) return this.root[unit]!;
    const slot = this.slotOf(node, unit);
    return this.parents[slot] === NONE ? NONE : this.children[slot]!;
  }

  /** Value of the key that ends at a node; NONE if none does. */
  value(node: number): number {
    return this.values[node]!;
  }

  /** Value of a whole key; NONE if it has none. */
  get(key: string): number {
    let node = 0;
    for (let i = 0; i < key.length && node !== NONE; i++) node = this.child(node, key.charCodeAt(i));
    return node === NONE ? NONE : this.value(node);
  }

  /** End of the longest key that `text` has at `start`; `start` if it has none. */
  longest(text: string, start: number): number {
    let end = start;
    for (let at = start, node = 0; at < text.length;) {
      node = this.child(node, text.charCodeAt(at++));
      if (node === NONE) break;
      if (this.values[node] !== NONE) end = at;
    }
    return end;
  }

  private childOrNew(node: number, unit: number): number {
    const found = this.child(node, unit);
    if (found !== NONE) return found;
    const child = this.nodes++;
    if (child >= this.values.length) {
      const values = new Int32Array(2 * child).fill(NONE);
      values.set(this.values);
      this.values = values;
    }
    if (node === 0) this.root[unit] = child;
    else this.addEdge(node, unit, child);
    return child;
  }

  private addEdge(node: number, unit: number, child: number): void {
    if (2 * this.edges >= this.parents.length) this.grow();
    const slot = this.slotOf(node, unit);
    this.parents[slot] = node;
    this.units[slot] = unit;
    this.children[slot] = child;
    this.edges++;
  }

  /** Where an edge is, or would be put. */
  private slotOf(node: number, unit: number): number {
    const { parents, units } = this;
    const mask = parents.length - 1;
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    for (slot = (slot ^ (slot >>> 15)) & mask; parents[slot] !== NONE; slot = (slot + 1) & mask) {
      if (parents[slot] === node && units[slot] === unit) break;
    }
    return slot;
  }

  private grow(): void {
    const { children, parents, units } = this;
    this.parents = new Int32Array(2 * parents.length).fill(NONE);
    this.units = new Uint16Array(2 * parents.length);
    this.children = new Int32Array(2 * parents.length);
    this.edges = 0;
    for (let slot = 0; slot < parents.length; slot++) {
      if (parents[slot] !== NONE) this.addEdge(parents[slot]!, units[slot]!, children[slot]!);
    }
  }
}
