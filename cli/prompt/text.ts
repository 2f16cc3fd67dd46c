import type { InspectResult, PromptSegment } from '../../sidecar/protocol';
import { table } from '../output/table';

/** A prompt for people: each stretch under a line that says where it comes from, then what is not in it. */
export function promptText({
  segments,
  cuts,
  promptTokens,
  reusedTokens,
  budget,
  family,
}: InspectResult): string {
  const shown = segments.map((segment) => `${title(segment)}\n${body(segment)}`);
  const rows = cuts.map(({ origin, path = '', line, tokens, reason }) => [
    origin,
    line === undefined ? path : `${path}:${line + 1}`,
    tokens > 0 ? `${tokens}` : '',
    reason,
  ]);
  const total = `${promptTokens} tokens of ${budget} (${reusedTokens} in the cache), format ${family}\n`;
  return [
    ...shown,
    ...(rows.length > 0 ? [table([['left out', 'where', 'tokens', 'why'], ...rows], [2])] : []),
    total,
  ].join('\n');
}

function title({ origin, path, line, tokens }: PromptSegment): string {
  const place = path === undefined ? '' : ` ${path}:${(line ?? 0) + 1}`;
  const reused = tokens.filter((token) => token.reused).length;
  return `── ${origin}${place} · ${tokens.length} tokens${reused > 0 ? `, ${reused} in the cache` : ''}`;
}

function body({ tokens }: PromptSegment): string {
  const text = tokens.map((token) => token.text).join('');
  return text.endsWith('\n') ? text : `${text}\n`;
}
