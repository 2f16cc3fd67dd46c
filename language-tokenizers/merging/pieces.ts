import { utf8Length } from '../text/utf8';
import { byteEndsOf } from './alignment';
import type { Pieces } from './strategy';
import type { TokenizedText } from './tokenizedText';

/**
 * Pieces that are some tokens in a row each, from their exclusive ends in tokens. What no token has at the text's end
 * (BERT's models do not see white space) goes to the last piece.
 */
export function tokenPieces(text: TokenizedText, tokenEnds: Uint32Array): Pieces {
  const byteEnds = byteEndsOf(text, tokenEnds);
  if (byteEnds.length > 0) byteEnds[byteEnds.length - 1] = utf8Length(text.text);
  return { count: tokenEnds.length, byteEnds, tokenEnds };
}

/** Each token a piece. */
export function everyToken(text: TokenizedText): Pieces {
  return tokenPieces(
    text,
    Uint32Array.from({ length: text.tokens.length }, (_, i) => i + 1),
  );
}

/** Pieces from their exclusive ends in UTF-16 units, increasing and never inside a code point. */
export function textPieces(text: string, ends: readonly number[]): Pieces {
  const byteEnds = new Uint32Array(ends.length);
  let start = 0;
  let bytes = 0;
  ends.forEach((end, i) => {
    bytes += utf8Length(text, start, end);
    byteEnds[i] = bytes;
    start = end;
  });
  return { count: ends.length, byteEnds };
}
