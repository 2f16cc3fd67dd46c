import { renderFacts } from './hoverFactsText';
import type { HoverInfo, TokenInfo, UnitInfo } from './service/messages';
import { asCode, visible } from './visibleText';

/** Bytes shown of one token; the rest is counted. */
const MAX_BYTES = 24;

/**
 * The hover's Markdown.
 *
 * @param text the text of the token's range in the document
 */
export function renderHover(info: HoverInfo, text: string): string {
  const mark = info.exact ? '' : '≈ ';
  const head = `**Token** ${asCode(visible(text))} · ${mark}${info.tokenizer}`;
  const tokens = info.tokens.map((token) => renderToken(token, info.total));
  const shared =
    info.tokens.length > 1 ? [`This text is made of ${info.tokens.length} tokens that cut a character:`] : [];
  const unit = info.unit ? ['---', renderUnit(info.unit, info.total)] : [];
  return [head, ...shared, ...tokens, ...unit].join('\n\n');
}

function renderToken({ id, index, bytes, partial, facts }: TokenInfo, total: number): string {
  const place = `${number(index + 1)} of ${number(total)}`;
  const part = partial ? ' · part of a character' : '';
  const line = `id \`${id}\` · ${place} · bytes \`${hex(bytes)}\`${part}`;
  return [line, ...(facts ? renderFacts(facts, bytes) : [])].join('\n\n');
}

function renderUnit(unit: UnitInfo, total: number): string {
  const text = unit.text.length > 40 ? `${unit.text.slice(0, 39)}…` : unit.text;
  const share = total === 0 ? 0 : (100 * unit.fileTokens) / total;
  const takes = `**Unit** ${asCode(visible(text))} · ${unit.kind} (\`${unit.type}\`) · ${plural(unit.tokens)}${unit.shared ? ', shared with a neighbour' : ''}`;
  const costs =
    unit.occurrences === 1
      ? 'once in this file'
      : `${number(unit.occurrences)} times in this file: ${plural(unit.fileTokens)}`;
  return `${takes}\n\n${costs} (${share.toFixed(share < 1 ? 2 : 1)} %)`;
}

function hex(bytes: Uint8Array): string {
  const shown = Array.from(bytes.subarray(0, MAX_BYTES), (byte) => byte.toString(16).padStart(2, '0'));
  const rest = bytes.length - shown.length;
  return shown.join(' ') + (rest > 0 ? ` … +${rest}` : '');
}

function plural(tokens: number): string {
  return `${number(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
