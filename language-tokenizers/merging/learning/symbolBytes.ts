import type { Tokenizer } from '../../bpe/tokenizer';
import { binaryOf, textOfBinary } from './binary';

/**
 * What symbols say, as binary strings: a token's bytes, or those of two symbols that were joined. A symbol is known by
 * its bytes: two that say the same are one.
 */
export class SymbolBytes {
  private readonly bytes = new Map<number, string>();
  private readonly symbols = new Map<string, number>();
  private next: number;

  constructor(private readonly tokenizer: Tokenizer) {
    this.next = tokenizer.vocabularySize;
  }

  of(symbol: number): string {
    let bytes = this.bytes.get(symbol);
    if (bytes === undefined) this.set(symbol, (bytes = binaryOf(this.tokenizer.tokenBytes(symbol))));
    return bytes;
  }

  /** The symbol of two symbols' bytes: a token where the tokenizer has one that text becomes, else one of its own. */
  join(left: number, right: number): number {
    const bytes = this.of(left) + this.of(right);
    const known = this.symbols.get(bytes) ?? this.token(bytes);
    if (known !== undefined) return known;
    this.set(this.next, bytes);
    return this.next++;
  }

  private token(bytes: string): number | undefined {
    const text = textOfBinary(bytes);
    if (text === undefined) return undefined;
    const { ids, length, byteEnds } = this.tokenizer.encode(text);
    if (length !== 1 || byteEnds[0] !== bytes.length || this.of(ids[0]!) !== bytes) return undefined;
    return ids[0];
  }

  private set(symbol: number, bytes: string): void {
    this.bytes.set(symbol, bytes);
    this.symbols.set(bytes, symbol);
  }
}
