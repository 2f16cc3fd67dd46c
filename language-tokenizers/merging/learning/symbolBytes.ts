import type { Tokenizer } from '../../bpe/tokenizer';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * What symbols say: a token's bytes, or those of two symbols that were joined. Bytes are strings with one unit for
 * each, so that they can be put together and compared. A symbol is known by its bytes: two that say the same are one.
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
    if (bytes === undefined) this.set(symbol, (bytes = binary(this.tokenizer.tokenBytes(symbol))));
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
    const text = textOfBytes(bytes);
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

/** Text that bytes spell; undefined where they are no valid UTF-8. */
export function textOfBytes(bytes: string): string | undefined {
  try {
    return strict.decode(Uint8Array.from(bytes, (unit) => unit.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

function binary(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
