import type { Vocabulary } from '../../bpe/vocabulary';
import { extendHash, NO_TOKEN } from '../../bpe/vocabulary';
import type { PairIds } from './pairIds';

const encoder = new TextEncoder();

/** The sample of one category while merges are applied to it, and how often each pair stands in it. */
export class MergeReplay {
  /** By the pair's number. */
  counts = new Float64Array(1 << 12);
  /** Bytes of the sample. */
  private bytes = 0;
  private readonly words: Uint32Array[] = [];
  private readonly times: number[] = [];
  /** Words in which a pair stands, or stood. */
  private readonly places: number[][] = [];

  constructor(
    words: ReadonlyMap<string, number>,
    vocabulary: Vocabulary,
    private readonly pairs: PairIds,
  ) {
    for (const [text, times] of words) {
      const bytes = encoder.encode(text);
      this.bytes += times * bytes.length;
      const symbols = symbolsOf(bytes, vocabulary);
      // What has no pair never gets one.
      if (!symbols || symbols.length < 2) continue;
      this.words.push(symbols);
      this.times.push(times);
      this.count(symbols, this.words.length - 1, times, true);
    }
  }

  /** How often a pair stands in a byte of the sample as it was: merging does not change what a share is of. */
  rate(pair: number): number {
    return this.bytes === 0 ? 0 : (this.counts[pair] ?? 0) / this.bytes;
  }

  /** Merges every pair of these two, from left to right in each word. */
  merge(left: number, right: number, merged: number): void {
    for (const word of this.places[this.pairs.idOf(left, right)] ?? []) {
      const before = this.words[word]!;
      const after = mergedSymbols(before, left, right, merged);
      if (after.length === before.length) continue;
      const times = this.times[word]!;
      this.count(before, word, -times, false);
      this.count(after, word, times, true);
      this.words[word] = after;
    }
    this.places[this.pairs.idOf(left, right)] = [];
  }

  private count(symbols: Uint32Array, word: number, times: number, isNew: boolean): void {
    for (let i = 1; i < symbols.length; i++) {
      const pair = this.pairs.idOf(symbols[i - 1]!, symbols[i]!);
      if (pair >= this.counts.length) this.grow(pair);
      this.counts[pair]! += times;
      if (!isNew) continue;
      const places = (this.places[pair] ??= []);
      if (places.at(-1) !== word) places.push(word);
    }
  }

  private grow(pair: number): void {
    const grown = new Float64Array(Math.max(2 * this.counts.length, pair + 1));
    grown.set(this.counts);
    this.counts = grown;
  }
}

function symbolsOf(bytes: Uint8Array, vocabulary: Vocabulary): Uint32Array | undefined {
  const prefixes = new Int32Array(bytes.length + 1);
  for (let i = 0; i < bytes.length; i++) prefixes[i + 1] = extendHash(prefixes[i]!, bytes[i]!);
  const symbols = new Uint32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const rank = vocabulary.find(bytes, prefixes, i, i + 1);
    if (rank === NO_TOKEN) return undefined;
    symbols[i] = rank;
  }
  return symbols;
}

function mergedSymbols(symbols: Uint32Array, left: number, right: number, merged: number): Uint32Array {
  const kept = new Uint32Array(symbols.length);
  let length = 0;
  for (let i = 0; i < symbols.length;) {
    const isPair = symbols[i] === left && symbols[i + 1] === right;
    kept[length++] = isPair ? merged : symbols[i]!;
    i += isPair ? 2 : 1;
  }
  return length === symbols.length ? symbols : kept.slice(0, length);
}
