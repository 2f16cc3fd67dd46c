import type { Tokenizer } from '../../bpe/tokenizer';

/** One entry of a vocabulary. */
export interface VocabularyEntry {
  readonly id: number;
  readonly bytes: Uint8Array;
  /** Undefined for bytes that are no whole code points. */
  readonly text: string | undefined;
  /** A token that text makes only when asked, such as `<|endoftext|>`. */
  readonly special: boolean;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const kept = new WeakMap<Tokenizer, readonly VocabularyEntry[]>();

/** All entries in the order of their ids, which may have gaps; read once for each tokenizer. */
export function vocabularyEntries(tokenizer: Tokenizer): readonly VocabularyEntry[] {
  let entries = kept.get(tokenizer);
  if (!entries) {
    entries = [...readEntries(tokenizer)];
    kept.set(tokenizer, entries);
  }
  return entries;
}

/** Bytes as text; undefined for bytes that are no whole code points. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function* readEntries(tokenizer: Tokenizer): Generator<VocabularyEntry> {
  const specials = new Set(tokenizer.specialTokens.values());
  for (let id = 0; id < tokenizer.vocabularySize; id++) {
    const bytes = bytesOf(tokenizer, id);
    if (bytes) yield { id, bytes, text: textOf(bytes), special: specials.has(id) };
  }
}

function bytesOf(tokenizer: Tokenizer, id: number): Uint8Array | undefined {
  try {
    return tokenizer.tokenBytes(id);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
