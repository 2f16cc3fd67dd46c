/** What an explanation says, in words and places. Pure. */
import type { ExplainedLine, ExplainedPlace, ExplainResult } from '../../sidecar/protocol';
import { signed } from './signed';

/** Nats below which a weight may be rounding: the sum of another batch is rounded otherwise. */
const LEAST = 0.1;
const MOST_LINES = 40;

/** The lines that are worth showing, those that helped most first. */
export function tellingLines({ lines }: ExplainResult): readonly ExplainedLine[] {
  return lines.filter(({ nats }) => Math.abs(nats) >= LEAST).slice(0, MOST_LINES);
}

/** The result in one line. */
export function explanationTitle({ totalNats, answerTokens, complete }: ExplainResult): string {
  const unfinished = complete ? '' : ' · not all lines were weighed';
  return `${signed(totalNats)} nats by its context, for ${answerTokens} tokens${unfinished}`;
}

/** A weight for people: nats, and how many times likelier the answer is for it. */
export function weightText(nats: number): string {
  const times = Math.exp(Math.min(50, Math.abs(nats)));
  const shown = times >= 1000 ? times.toExponential(0) : times.toPrecision(2);
  return nats >= 0
    ? `${signed(nats)} nats: with it, the completion is ${shown} times as likely`
    : `${signed(nats)} nats: without it, the completion is ${shown} times as likely`;
}

/** Where a line of the request's file is in the document, if nothing else was edited since. */
export function lineInDocument(
  { origin, line }: ExplainedPlace,
  { firstLine, addedLines }: { readonly firstLine: number; readonly addedLines: number },
): number | undefined {
  if (line === undefined) return undefined;
  return firstLine + line + (origin === 'after' ? addedLines : 0);
}
