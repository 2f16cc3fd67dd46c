import type { AddedTokenJson } from './tokenizerJson';
import { Unsupported } from './unsupported';

/**
 * The added tokens that match in every text, those that are not special. Throws an Unsupported where what they match
 * can depend on more than their own texts.
 */
export function matchingTokens(added: readonly AddedTokenJson[]): readonly AddedTokenJson[] {
  const tokens = added.filter(({ special, content }) => !special && content !== '');
  const flagged = tokens.find(({ single_word, lstrip, rstrip }) => single_word || lstrip || rstrip);
  if (flagged) throw new Unsupported(`the added token ${flagged.content}, which looks at what is beside it`);
  // Special ones are passed over, and others looked for only behind them.
  const special = added.filter((token) => token.special && token.content !== '');
  if (overlap(special, tokens)) throw new Unsupported('special tokens that overlap others');
  // Those that are not to be looked for in normalized text come first.
  const early = tokens.filter(({ normalized }) => !normalized);
  const late = tokens.filter(({ normalized }) => normalized);
  if (overlap(early, late)) throw new Unsupported('added tokens that overlap others');
  return tokens;
}

/** Whether in some text one of `tokens` and one of `others` have units in common. */
function overlap(tokens: readonly AddedTokenJson[], others: readonly AddedTokenJson[]): boolean {
  if (tokens.length === 0 || others.length === 0) return false;
  const texts = new Set(others.map(({ content }) => content));
  const starts = new Set<string>();
  const ends = new Set<string>();
  for (const text of texts) {
    for (let i = 1; i <= text.length; i++) {
      starts.add(text.slice(0, i));
      ends.add(text.slice(-i));
    }
  }
  return tokens.some(({ content }) => {
    for (let i = 0; i < content.length; i++) {
      if (starts.has(content.slice(i)) || ends.has(content.slice(0, i + 1))) return true;
      for (let end = i + 1; end <= content.length; end++) if (texts.has(content.slice(i, end))) return true;
    }
    return [...texts].some((text) => text.includes(content));
  });
}
