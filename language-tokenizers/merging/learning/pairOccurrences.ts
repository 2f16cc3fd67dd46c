import { PairTable } from '../../collections/pairTable';
import type { SymbolSequence } from './symbolSequence';

/** The end of a linked list, and no symbol. */
const NONE = -1;

/** Where each pair of neighbours occurs in a sequence, kept while pairs become symbols. */
export class PairOccurrences {
  /** Where the symbol after each starts; what starts inside another says nothing. */
  readonly next: Int32Array;
  private readonly previous: Int32Array;
  private readonly symbols: Int32Array;
  private readonly chunkStarts: Uint8Array;
  private readonly table = new PairTable();
  /** Of each pair. Its occurrences are a linked list, those that are no more among them. */
  private counts = new Int32Array(1 << 10);
  private heads = new Int32Array(1 << 10);
  private tails = new Int32Array(1 << 10);
  /** 1 where the list is not in order. */
  private unordered = new Uint8Array(1 << 10);
  /** The lists' items: a position, and the next item. */
  private positions: Int32Array;
  private links: Int32Array;
  private items = 0;

  constructor({ length, symbols, chunkStarts }: SymbolSequence) {
    this.symbols = symbols.slice();
    this.chunkStarts = chunkStarts;
    this.next = new Int32Array(length);
    this.previous = new Int32Array(length);
    this.positions = new Int32Array(length + 16);
    this.links = new Int32Array(length + 16);
    for (let i = 0; i < length; i++) {
      this.next[i] = i + 1;
      this.previous[i] = i - 1;
    }
    for (let i = 0; i < length; i++) this.appear(i);
  }

  get pairs(): number {
    return this.table.size;
  }

  /** How often a pair occurs, where `aaa` has the pair `aa` twice. */
  count(pair: number): number {
    return this.counts[pair]!;
  }

  symbolsOf(pair: number): readonly [left: number, right: number] {
    return [this.table.left(pair), this.table.right(pair)];
  }

  /** The first place of a pair that occurs. */
  first(pair: number): number {
    if (this.unordered[pair] === 1) this.order(pair);
    let item = this.heads[pair]!;
    while (this.pairAt(this.positions[item]!) !== pair) item = this.links[item]!;
    this.heads[pair] = item;
    return this.positions[item]!;
  }

  /** Makes the pair's occurrences one symbol, left to right; returns the pairs that this made. */
  merge(pair: number, result: number): Set<number> {
    const touched = new Set<number>();
    const { next, previous, symbols } = this;
    const right = this.table.right(pair);
    if (this.unordered[pair] === 1) this.order(pair);
    for (let item = this.heads[pair]!; item !== NONE; item = this.links[item]!) {
      const at = this.positions[item]!;
      if (this.pairAt(at) !== pair) continue;
      const after = next[at]!;
      const before = this.startsChunk(at) ? NONE : previous[at]!;
      const beyond = next[after]!;
      const isLast = beyond === symbols.length || this.startsChunk(beyond);
      this.counts[pair]!--;
      if (before !== NONE) this.counts[this.pairAt(before)]!--;
      if (!isLast) this.counts[this.table.find(right, symbols[beyond]!)]!--;
      symbols[at] = result;
      symbols[after] = NONE;
      next[at] = beyond;
      if (beyond < symbols.length) previous[beyond] = at;
      if (before !== NONE) touched.add(this.appear(before));
      if (!isLast) touched.add(this.appear(at));
    }
    return touched;
  }

  /** The pair that starts with the symbol at a position; NONE where there is none. */
  private pairAt(at: number): number {
    if (this.symbols[at] === NONE) return NONE;
    const after = this.next[at]!;
    if (after === this.symbols.length || this.startsChunk(after)) return NONE;
    return this.table.find(this.symbols[at]!, this.symbols[after]!);
  }

  private startsChunk(at: number): boolean {
    return this.chunkStarts[at] === 1;
  }

  /** Enters the pair that starts at a position, if one does. */
  private appear(at: number): number {
    const after = this.next[at]!;
    if (after === this.symbols.length || this.startsChunk(after)) return NONE;
    const known = this.table.size;
    const pair = this.table.add(this.symbols[at]!, this.symbols[after]!);
    if (pair === known) this.open(pair);
    const item = this.newItem(at);
    if (this.heads[pair] === NONE) this.heads[pair] = item;
    else {
      if (this.positions[this.tails[pair]!]! > at) this.unordered[pair] = 1;
      this.links[this.tails[pair]!] = item;
    }
    this.tails[pair] = item;
    this.counts[pair]!++;
    return pair;
  }

  private open(pair: number): void {
    if (pair === this.counts.length) {
      this.counts = grown(this.counts, new Int32Array(2 * pair));
      this.heads = grown(this.heads, new Int32Array(2 * pair));
      this.tails = grown(this.tails, new Int32Array(2 * pair));
      this.unordered = grown(this.unordered, new Uint8Array(2 * pair));
    }
    this.heads[pair] = this.tails[pair] = NONE;
  }

  private newItem(position: number): number {
    if (this.items === this.positions.length) {
      this.positions = grown(this.positions, new Int32Array(2 * this.items));
      this.links = grown(this.links, new Int32Array(2 * this.items));
    }
    this.positions[this.items] = position;
    this.links[this.items] = NONE;
    return this.items++;
  }

  /** Brings a pair's list into order, without what is no more and what is there twice. */
  private order(pair: number): void {
    const found: number[] = [];
    for (let item = this.heads[pair]!; item !== NONE; item = this.links[item]!) {
      const at = this.positions[item]!;
      if (this.pairAt(at) === pair) found.push(at);
    }
    const ordered = Int32Array.from(found).sort();
    let item = this.heads[pair]!;
    let last = NONE;
    for (const at of ordered) {
      if (last !== NONE && this.positions[last] === at) continue;
      this.positions[item] = at;
      last = item;
      item = this.links[item]!;
    }
    if (last === NONE) this.heads[pair] = NONE;
    else this.links[last] = NONE;
    this.tails[pair] = last;
    this.unordered[pair] = 0;
  }
}

function grown<T extends Int32Array | Uint8Array>(array: T, larger: T): T {
  larger.set(array);
  return larger;
}
