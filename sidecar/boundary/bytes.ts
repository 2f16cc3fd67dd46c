import { joinBytes } from '../../language-tokenizers/text/utf8';
import type { TokenId, Vocabulary } from '../engine/engine';

/** The bytes that tokens spell together. */
export function bytesOf(tokens: readonly TokenId[], vocabulary: Pick<Vocabulary, 'tokenBytes'>): Uint8Array {
  return joinBytes(tokens.map((id) => vocabulary.tokenBytes(id)));
}

/** True for a byte of UTF-8 that goes on with a character. */
export function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Bytes at the end that begin a character and do not end it; 0 where the last character is whole. */
export function unfinishedLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (isContinuation(byte)) continue;
    return characterLength(byte) > back ? back : 0;
  }
  return 0;
}

/** Bytes of the character that a first byte begins. */
export function characterLength(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 1;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that bytes spell; undefined where they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

export function sameTokens(a: readonly TokenId[], b: readonly TokenId[]): boolean {
  return a.length === b.length && a.every((token, at) => token === b[at]);
}
