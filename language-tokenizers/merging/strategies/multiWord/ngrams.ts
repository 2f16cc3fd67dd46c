import { PairTable } from '../../../collections/pairTable';
import { wordsOf } from './words';

/** Between the words of an n-gram, as the published code has it. */
const JOINER = '\u2017';

/** N-grams of words, by how many words they have. */
export type Ngrams = ReadonlyMap<number, ReadonlySet<string>>;

export function ngramOf(words: readonly string[]): string {
  return words.join(JOINER);
}

/** The `most` most frequent n-grams of `sizes` words in all texts; of equally frequent ones those that came first. */
export function frequentNgrams(texts: Iterable<string>, sizes: readonly number[], most: number): Ngrams {
  const counter = new NgramCounter(Math.max(1, ...sizes));
  for (const text of texts) counter.add(text);
  const chosen = new Map(sizes.map((size) => [size, new Set<string>()]));
  for (const words of counter.mostFrequent(sizes, most)) chosen.get(words.length)!.add(ngramOf(words));
  return chosen;
}

/** Counts n-grams as paths of a trie: an n-gram is its first words, as a number, and its last word. */
class NgramCounter {
  private readonly words: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly nodes = new PairTable();
  private counts = new Uint32Array(1 << 12);
  private sizes = new Uint8Array(1 << 12);

  constructor(private readonly longest: number) {}

  add(text: string): void {
    const { length, texts, follows } = wordsOf(text);
    const numbers = texts.map((word) => this.number(word));
    for (let i = 0; i < length; i++) {
      let node = numbers[i]!;
      for (let size = 2; size <= this.longest && i + size <= length && follows[i + size - 1]; size++) {
        const longer = this.nodes.add(node, numbers[i + size - 1]!);
        if (longer === this.counts.length) this.grow();
        this.sizes[longer] = size;
        this.counts[longer]!++;
        // Below zero, where no word's number is.
        node = -1 - longer;
      }
    }
  }

  mostFrequent(sizes: readonly number[], most: number): string[][] {
    const found: number[] = [];
    for (let node = 0; node < this.nodes.size; node++)
      if (sizes.includes(this.sizes[node]!)) found.push(node);
    found.sort((a, b) => this.counts[b]! - this.counts[a]! || a - b);
    return found.slice(0, most).map((node) => this.wordsOf(node));
  }

  private wordsOf(node: number): string[] {
    const left = this.nodes.left(node);
    const before = left < 0 ? this.wordsOf(-1 - left) : [this.words[left]!];
    return [...before, this.words[this.nodes.right(node)]!];
  }

  private number(word: string): number {
    let number = this.numbers.get(word);
    if (number === undefined) this.numbers.set(word, (number = this.words.push(word) - 1));
    return number;
  }

  private grow(): void {
    const { counts, sizes } = this;
    this.counts = new Uint32Array(2 * counts.length);
    this.counts.set(counts);
    this.sizes = new Uint8Array(2 * sizes.length);
    this.sizes.set(sizes);
  }
}
