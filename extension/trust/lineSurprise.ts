/** How surprising lines were, in words. Pure. */
import type { SurprisalResult, SurprisalToken } from '../../sidecar/protocol';

export interface LineSurprise {
  /** From 0. */
  readonly line: number;
  /** For the line's end. */
  readonly text: string;
  /** The tokens that surprised most, one a line, as plain text. */
  readonly details: readonly string[];
}

const MOST_TOKENS = 5;
/** Bits below which a token is what was to be expected. */
const LEAST_BITS = 1;

export function lineSurprises({ lines, tokens }: SurprisalResult): LineSurprise[] {
  return lines.flatMap(({ line, start, end, logprob, scoredTokens }) => {
    if (scoredTokens === 0) return [];
    const bits = bitsOf(logprob);
    const own = tokens.filter((token) => token.end > start && token.start < end);
    const text = `${bits.toFixed(1)} bits · ${(bits / scoredTokens).toFixed(1)} a token`;
    return [{ line, text, details: details(own) }];
  });
}

function details(tokens: readonly SurprisalToken[]): string[] {
  return tokens
    .filter(({ logprob }) => logprob !== null && bitsOf(logprob) >= LEAST_BITS)
    .sort((a, b) => a.logprob! - b.logprob!)
    .slice(0, MOST_TOKENS)
    .map((token) => {
      const expected = (token.alternatives ?? [])
        .filter(({ id }) => id !== token.id)
        .map(({ text, probability }) => `${quoted(text)} ${(100 * probability).toFixed(0)} %`);
      const instead = expected.length > 0 ? `; expected ${expected.join(', ')}` : '';
      return `${quoted(token.text)}: ${bitsOf(token.logprob!).toFixed(1)} bits${instead}`;
    });
}

/** Control tokens have no text: most of them would end it. */
function quoted(text: string): string {
  return text === '' ? '(end)' : JSON.stringify(text);
}

function bitsOf(logprob: number): number {
  return Math.max(0, -logprob / Math.LN2);
}
