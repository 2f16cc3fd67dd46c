import { expect } from 'vitest';
import type { Pieces, Strategy } from '../../../../language-tokenizers/merging/strategy';
import type { TokenizedText } from '../../../../language-tokenizers/merging/tokenizedText';

/** The pieces of a text as the strategy has them, having learned from that text alone. */
export function applied(strategy: Strategy, text: TokenizedText): Pieces {
  return strategy.prepare([text])(text);
}

/** The texts of the pieces, one after the other; bytes that cut a character show as U+FFFD. */
export function piecesOf(strategy: Strategy, text: TokenizedText): string[] {
  const bytes = new TextEncoder().encode(text.text);
  const { byteEnds } = applied(strategy, text);
  return Array.from(byteEnds, (end, i) =>
    new TextDecoder().decode(bytes.subarray(byteEnds[i - 1] ?? 0, end)),
  );
}

/** Pieces increase up to the text's length, and where they are of tokens, end where tokens do. */
export function expectTiling(
  { id }: Strategy,
  text: TokenizedText,
  { count, byteEnds, tokenEnds }: Pieces,
): void {
  const length = new TextEncoder().encode(text.text).length;
  const say = `${id} on ${text.name}`;
  expect(count, say).toBe(byteEnds.length);
  expect(byteEnds.at(-1) ?? 0, say).toBe(length);
  for (let i = 0; i < byteEnds.length; i++) {
    if (byteEnds[i]! <= (byteEnds[i - 1] ?? 0)) expect.fail(`${say}: piece ${i} is empty`);
  }
  if (!tokenEnds) return;
  expect(tokenEnds.length, say).toBe(byteEnds.length);
  expect(tokenEnds.at(-1) ?? 0, say).toBe(text.tokens.length);
  for (let i = 0; i < byteEnds.length; i++) {
    if (text.tokens.byteEnds[tokenEnds[i]! - 1] !== byteEnds[i])
      expect.fail(`${say}: piece ${i} cuts a token`);
  }
}
