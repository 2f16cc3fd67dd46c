import { PairTable } from '../../../collections/pairTable';

/** Most characters of a chunk. */
export const LONGEST = 12;
/** Where a chunk that is no entry stands in the list. */
const ABSENT = 0;

/**
 * Chunks of characters, as a trie: a chunk is the number of what it is without its last character, and that character.
 * Entries stand in a list, 1 the first; a single character is always there, and not in the list.
 */
export class Lexicon {
  /** Entries, without the single characters. */
  size = 0;
  private nodes = new PairTable();
  /** Place in the list of each chunk. Places may be shared: moving one entry leaves the others where they are. */
  private places = new Float64Array(1 << 12);

  /** Ends of the longest chunk at a place, and of the second longest; never beyond `limit`. The same where one is. */
  match(characters: Uint32Array, start: number, limit: number): { longest: number; second: number } {
    let longest = start + 1;
    let second = longest;
    let node = this.nodes.find(0, characters[start]!);
    for (let at = start + 1; node >= 0 && at < limit && at < start + LONGEST; at++) {
      node = this.nodes.find(node + 1, characters[at]!);
      if (node < 0) break;
      if (this.places[node] !== ABSENT) {
        second = longest;
        longest = at + 1;
      }
    }
    return { longest, second };
  }

  /** End of the longest chunk at a place. */
  longest(characters: Uint32Array, start: number, limit: number): number {
    let longest = start + 1;
    let node = this.nodes.find(0, characters[start]!);
    for (let at = start + 1; node >= 0 && at < limit && at < start + LONGEST; at++) {
      node = this.nodes.find(node + 1, characters[at]!);
      if (node < 0) break;
      if (this.places[node] !== ABSENT) longest = at + 1;
    }
    return longest;
  }

  /** Number of the chunk [start, end), which need not be an entry. */
  chunk(characters: Uint32Array, start: number, end: number): number {
    let node = -1;
    for (let at = start; at < end; at++) node = this.nodes.add(node + 1, characters[at]!);
    if (node >= this.places.length) {
      const places = new Float64Array(2 * node);
      places.set(this.places);
      this.places = places;
    }
    return node;
  }

  has(chunk: number): boolean {
    return this.places[chunk] !== ABSENT;
  }

  /** Adds a chunk at the list's end. */
  add(chunk: number): void {
    if (this.has(chunk)) return;
    this.size++;
    this.places[chunk] = this.size;
  }

  remove(chunk: number): void {
    if (!this.has(chunk)) return;
    this.places[chunk] = ABSENT;
    this.size--;
  }

  /** Moves an entry to `factor` times its place; never beyond the list's end. */
  move(chunk: number, factor: number): void {
    if (this.has(chunk)) this.places[chunk] = Math.min(this.size, Math.max(1, this.places[chunk]! * factor));
  }

  /** Forgets chunks that are no entries. Chunks get other numbers: `renamed` tells an entry's new one. */
  compact(): { renamed: (chunk: number) => number } {
    const old = this.nodes;
    const isNeeded = new Uint8Array(old.size);
    for (let chunk = old.size - 1; chunk >= 0; chunk--) {
      if (this.has(chunk)) isNeeded[chunk] = 1;
      if (isNeeded[chunk] === 1 && old.left(chunk) > 0) isNeeded[old.left(chunk) - 1] = 1;
    }
    const numbers = new Int32Array(old.size).fill(-1);
    const places = new Float64Array(this.places.length);
    this.nodes = new PairTable();
    for (let chunk = 0; chunk < old.size; chunk++) {
      if (isNeeded[chunk] === 0) continue;
      const left = old.left(chunk);
      numbers[chunk] = this.nodes.add(left > 0 ? numbers[left - 1]! + 1 : 0, old.right(chunk));
      places[numbers[chunk]!] = this.places[chunk]!;
    }
    this.places = places;
    return { renamed: (chunk) => numbers[chunk]! };
  }

  /** The `count` entries at the list's end, the last first; of entries at one place the newest. */
  last(count: number): number[] {
    const found: number[] = [];
    for (let chunk = 0; chunk < this.nodes.size; chunk++) {
      if (!this.has(chunk)) continue;
      let at = found.length;
      while (at > 0 && this.places[found[at - 1]!]! <= this.places[chunk]!) at--;
      if (at < count) found.splice(at, 0, chunk);
      if (found.length > count) found.pop();
    }
    return found;
  }
}
