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
export function expectTiling(strategy: Strategy, text: TokenizedText, pieces: Pieces): void {
  const fault = faultOf(text, pieces);
  if (fault !== undefined) expect.fail(`${strategy.id} on ${text.name}: ${fault}`);
}

function faultOf(
  { text, tokens }: TokenizedText,
  { count, byteEnds, tokenEnds }: Pieces,
): string | undefined {
  if (count !== byteEnds.length) return `${count} steps of ${byteEnds.length} pieces`;
  if ((byteEnds.at(-1) ?? 0) !== Buffer.byteLength(text)) return 'the text ends elsewhere';
  for (let i = 0; i < count; i++) if (byteEnds[i]! <= (byteEnds[i - 1] ?? 0)) return `piece ${i} is empty`;
  if (!tokenEnds) return undefined;
  if (tokenEnds.length !== count || (tokenEnds.at(-1) ?? 0) !== tokens.length) return 'tokens are left over';
  for (let i = 0; i < count; i++) {
    if (tokens.byteEnds[tokenEnds[i]! - 1] !== byteEnds[i]) return `piece ${i} cuts a token`;
  }
  return undefined;
}
