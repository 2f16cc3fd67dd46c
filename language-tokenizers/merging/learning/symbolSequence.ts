/** Symbols (token ids, and numbers above them) in a row, in chunks that no merge goes beyond. */
export interface SymbolSequence {
  readonly length: number;
  readonly symbols: Int32Array;
  /** 1 for the first symbol of each chunk. */
  readonly chunkStarts: Uint8Array;
}

/** What a sequence of many texts takes at most: learning keeps some forty bytes for each symbol. */
export const MOST_SYMBOLS = 2 ** 24;

/** Builds a sequence of many chunks, up to MOST_SYMBOLS. */
export class SequenceBuilder {
  private length = 0;
  private symbols = new Int32Array(1 << 12);
  private chunkStarts = new Uint8Array(1 << 12);

  /** Adds ids [from, to) as a chunk; false, and nothing is added, where they have no room any more. */
  add(ids: Uint32Array, from = 0, to = ids.length): boolean {
    const end = this.length + to - from;
    if (end > MOST_SYMBOLS) return false;
    if (end > this.symbols.length) this.grow(end);
    this.symbols.set(ids.subarray(from, to), this.length);
    if (to > from) this.chunkStarts[this.length] = 1;
    this.length = end;
    return true;
  }

  build(): SymbolSequence {
    const { length } = this;
    return {
      length,
      symbols: this.symbols.subarray(0, length),
      chunkStarts: this.chunkStarts.subarray(0, length),
    };
  }

  private grow(least: number): void {
    const capacity = Math.min(MOST_SYMBOLS, Math.max(least, 2 * this.symbols.length));
    const { symbols, chunkStarts } = this;
    this.symbols = new Int32Array(capacity);
    this.symbols.set(symbols);
    this.chunkStarts = new Uint8Array(capacity);
    this.chunkStarts.set(chunkStarts);
  }
}

/** One text's tokens as a sequence of one chunk, however many they are. */
export function sequenceOf(ids: Uint32Array): SymbolSequence {
  const chunkStarts = new Uint8Array(ids.length);
  chunkStarts.fill(1, 0, 1);
  return { length: ids.length, symbols: Int32Array.from(ids), chunkStarts };
}
