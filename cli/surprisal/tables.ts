import { LineIndex } from '../../language-tokenizers/text/lineIndex';
import type { SurprisalLine, SurprisalResult, SurprisalToken } from '../../sidecar/protocol';
import { countText, table, visible } from '../output/table';

/** Rows of the tables of what surprised most. */
const MOST_LINES = 10;
const MOST_TOKENS = 15;
const WIDEST_LINE = 60;

/** What a reader wants to know of a text: its most surprising lines, or all of them, and its most surprising tokens. */
export function surprisalTables(result: SurprisalResult, text: string, everyLine: boolean): string {
  const scored = result.tokens.filter((token) => token.logprob !== null);
  const tokens = [...scored].sort((a, b) => a.logprob! - b.logprob!).slice(0, MOST_TOKENS);
  const lines = everyLine
    ? result.lines
    : [...result.lines].sort((a, b) => a.logprob - b.logprob).slice(0, MOST_LINES);
  if (scored.length === 0) return summary(result);
  return [
    table(
      [['line', 'bits', 'tokens', 'bits/token', 'text'], ...lines.map((line) => lineRow(line, text))],
      [0, 1, 2, 3],
    ),
    table(
      [['place', 'bits', 'rank', 'token', 'expected'], ...tokens.map((token) => tokenRow(token, text))],
      [1, 2],
    ),
    summary(result),
  ].join('\n');
}

function lineRow({ line, start, end, logprob, scoredTokens }: SurprisalLine, text: string): string[] {
  const shown = visible(text.slice(start, end).trim());
  return [
    String(line + 1),
    bits(logprob).toFixed(1),
    String(scoredTokens),
    scoredTokens > 0 ? (bits(logprob) / scoredTokens).toFixed(1) : '–',
    shown.length > WIDEST_LINE ? `${shown.slice(0, WIDEST_LINE - 1)}…` : shown,
  ];
}

function tokenRow(token: SurprisalToken, text: string): string[] {
  const { line, column } = new LineIndex(text).positionAt(token.start);
  const expected = (token.alternatives ?? [])
    .filter(({ id }) => id !== token.id)
    .map((other) => `${quoted(other.text)} ${(100 * other.probability).toFixed(0)} %`);
  return [
    `${line + 1}:${column + 1}`,
    bits(token.logprob!).toFixed(1),
    String(token.rank),
    quoted(token.text),
    expected.join(', '),
  ];
}

function summary({
  scoredTokens,
  scoredBytes,
  bitsPerByte,
  perplexity,
  exact,
  identifiers,
  model,
}: SurprisalResult): string {
  if (bitsPerByte === null || perplexity === null) return 'There is no token whose probability is known.\n';
  const counts = `${countText(scoredTokens, true)} tokens, ${scoredBytes} bytes`;
  const mark = exact ? '' : '≈';
  const whole = `${counts}: ${mark}${bitsPerByte.toFixed(3)} bits per byte, perplexity ${mark}${perplexity.toFixed(2)} (${model.name})\n`;
  if (!identifiers) return whole;
  const { rare, frequent } = identifiers;
  return `${whole}Identifiers right as a whole: ${rare.right} of ${rare.total} rare ones, ${frequent.right} of ${frequent.total} frequent ones\n`;
}

/** Control tokens have no text: most of them would end it. */
function quoted(text: string): string {
  return text === '' ? '(end)' : `"${visible(text)}"`;
}

function bits(logprob: number): number {
  return -logprob / Math.LN2;
}
