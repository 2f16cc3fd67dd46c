import type { CompletionModel } from '../completion/complete';
import { breaksOf } from '../drafts/units/dedents';
import { unitsOf } from '../drafts/units/lexicalUnits';
import { SidecarError } from '../errors';
import {
  SidecarErrorCode,
  type SurprisalParams,
  type SurprisalResult,
  type SurprisalToken,
} from '../protocol';
import { scoreIdentifiers } from './identifiers';
import { sumsOfLines } from './lines';
import { asRead, placesOf, type TokenPlace } from './places';
import { readTokens } from './readTokens';
import { sumsOf } from './sums';
import { predicted, tokenOf } from './tokens';

export interface SurprisalRun {
  readonly signal: AbortSignal;
  /** Called with the part of the text that was read, from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** How the model expected each token of a text, given those before it. Throws a SidecarError for a bad request. */
export async function surprisal(
  { engine, info }: Pick<CompletionModel, 'engine' | 'info'>,
  params: SurprisalParams,
  run: SurprisalRun,
): Promise<SurprisalResult> {
  const startedAt = performance.now();
  const { vocabulary } = engine;
  const { text } = params;
  const ids = vocabulary.tokenize(asRead(text));
  const pieces = ids.map((id) => vocabulary.tokenBytes(id));
  checkRoundTrip(pieces, asRead(text));
  const places = placesOf(
    pieces.map(({ length }) => length),
    text,
  );
  const [first, end] = tokensIn(places, params.range ?? { start: 0, end: text.length });
  const read = await readTokens(engine, ids, {
    first,
    end,
    top: Math.max(params.top, params.identifiers ? 1 : 0),
    onRead: (done) => run.onProgress(done / (end - first)),
    signal: run.signal,
    ...(params.overlap === undefined ? {} : { overlap: params.overlap }),
  });
  const { readings } = read;
  const tokens = readings.map((reading, i) =>
    tokenOf(ids[first + i]!, places[first + i]!, reading, params, vocabulary),
  );
  const bytes = pieces.slice(first, end).map(({ length }) => length);
  const totalMs = performance.now() - startedAt;
  return {
    tokens,
    ...sumsOf(tokens, bytes),
    exact: readings.every((reading) => reading?.logProbability !== -Infinity),
    lines: sumsOfLines(text, tokens, bytes),
    units: lexicalUnits(tokens, pieces.slice(first, end)),
    ...(params.identifiers && {
      identifiers: scoreIdentifiers(text, predicted(tokens, readings, vocabulary), params.identifiers),
    }),
    model: info,
    notes: engine.logitsAreCheap || tokens.length === 0 ? [] : [slowNote(totalMs / tokens.length)],
    stats: { evaluated: read.evaluated, reused: read.reused, windows: read.windows, totalMs },
  };
}

/** Tokens have a place in the text only when they spell it. */
function checkRoundTrip(pieces: readonly Uint8Array[], read: string): void {
  const bytes = new TextEncoder().encode(read);
  let at = 0;
  for (const piece of pieces) for (const byte of piece) if (bytes[at++] !== byte) throw notTheText(at - 1);
  if (at !== bytes.length) throw notTheText(at);
}

function notTheText(byte: number): SidecarError {
  return new SidecarError(
    SidecarErrorCode.badRequest,
    `The tokens of this model do not spell the text from byte ${byte} on, so they have no place in it: use another model.`,
  );
}

/** The tokens [first, end) of which some part lies in a range of the text. */
function tokensIn(
  places: readonly TokenPlace[],
  range: { readonly start: number; readonly end: number },
): [number, number] {
  const after = (offset: number): number => {
    const at = places.findIndex(({ end }) => end > offset);
    return at < 0 ? places.length : at;
  };
  const first = after(range.start);
  let end = first;
  while (end < places.length && places[end]!.start < range.end) end++;
  return [first, end];
}

function lexicalUnits(tokens: readonly SurprisalToken[], pieces: readonly Uint8Array[]) {
  const probabilities = tokens.map(({ logprob }) => (logprob === null ? NaN : Math.exp(logprob)));
  return unitsOf(probabilities, { breaksBefore: breaksOf(pieces) }).map((unit) => ({
    first: unit.start,
    tokens: unit.end - unit.start,
    start: tokens[unit.start]!.start,
    end: tokens[unit.end - 1]!.end,
    meanLogprob: unit.meanLogProbability,
  }));
}

function slowNote(ms: number): string {
  return `This engine gives probabilities slowly: ${ms.toFixed(0)} ms for each token.`;
}
