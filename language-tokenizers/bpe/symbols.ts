import type { PieceBytes } from './pieceBytes';
import { NO_TOKEN, type Vocabulary } from './vocabulary';

/**
 * Writes the byte offsets where a piece's symbols start into `starts`, for a vocabulary that merges from code
 * points; returns their number. A code point without a token is as many symbols as it has bytes where those have
 * tokens, else one, or one with all of its kind in a row.
 */
export function splitSymbols(vocabulary: Vocabulary, piece: PieceBytes, starts: Int32Array): number {
  const { bytes, prefixes, length } = piece;
  let count = 0;
  let afterUnknown = false;
  for (let start = 0; start < length;) {
    let end = start + 1;
    while (end < length && (bytes[end]! & 0xc0) === 0x80) end++;
    const known = vocabulary.find(bytes, prefixes, start, end) !== NO_TOKEN;
    if (known) starts[count++] = start;
    else if (vocabulary.byteFallback) for (let at = start; at < end; at++) starts[count++] = at;
    else if (!afterUnknown || !vocabulary.fuseUnknown) starts[count++] = start;
    afterUnknown = !known;
    start = end;
  }
  return count;
}
