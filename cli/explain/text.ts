import type { ExplainResult } from '../../sidecar/protocol';
import { table, visible } from '../output/table';
import { named, type Explained } from './document';

const MOST_LINES = 12;
const WIDEST_LINE = 70;
/** Nats below which a weight is rounding. */
const LEAST = 0.05;

/** For people: the pieces of the prompt, the lines that helped most, and what is not known. */
export function explainText(result: ExplainResult, about: Explained): string {
  const { pieces, lines, logprob, answerTokens, totalNats, otherLines, complete } = result;
  const place = (one: Parameters<typeof named>[0]): string => {
    const { origin, path, line } = named(one, about);
    return path === undefined ? origin : `${path}:${line ?? 1}`;
  };
  const weighty = lines.filter(({ nats }) => Math.abs(nats) >= LEAST).slice(0, MOST_LINES);
  const pieceRows = pieces.map((one) => [
    one.nats.toFixed(2),
    place(one),
    `${one.lines} lines of ${one.origin}`,
  ]);
  const lineRows = weighty.map((one) => [one.nats.toFixed(2), place(one), short(one.text)]);
  const likelihood = `The answer has ${answerTokens} tokens and a log probability of ${logprob.toFixed(2)} nats; without any of these lines it loses ${totalNats.toFixed(2)}.`;
  const others = otherLines > 0 ? ` ${otherLines} lines were only weighed together with others.` : '';
  const unfinished = complete ? '' : ' The budget was spent before all was known: raise it with --budget.';
  return [
    ...(pieceRows.length > 0 ? [table([['nats', 'piece from', ''], ...pieceRows], [0])] : []),
    ...(lineRows.length > 0 ? [table([['nats', 'line', 'text'], ...lineRows], [0])] : []),
    `${likelihood}${others}${unfinished}\n`,
  ].join('\n');
}

function short(text: string): string {
  const shown = visible(text.trim());
  return shown.length > WIDEST_LINE ? `${shown.slice(0, WIDEST_LINE - 1)}…` : shown;
}
