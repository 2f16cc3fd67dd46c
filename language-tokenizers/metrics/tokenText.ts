import type { Tokenizer } from '../bpe/tokenizer';
import { textOf } from './vocabulary/entries';

/** A token for people: its text, or its bytes in hexadecimal where they are none. */
export function tokenText(tokenizer: Tokenizer, id: number): string {
  const bytes = tokenizer.tokenBytes(id);
  return textOf(bytes) ?? [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
