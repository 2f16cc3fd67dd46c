import type { Engine, TokenId } from '../engine/engine';
import type { TokenReading } from './distribution';
import { readRest } from './readRest';
import { windowsOf } from './windows';

export interface ReadTokensOptions {
  /** The tokens [first, end) that are to be read; those before them are only what the model goes by. */
  readonly first: number;
  readonly end: number;
  /** How many of the likeliest tokens to name at each place. */
  readonly top: number;
  /** Tokens that the model reads as one, at most what the context holds; that many if absent. */
  readonly window?: number;
  /** Tokens that it sees before each one that is read, where the text has them; a quarter of a window if absent. */
  readonly overlap?: number;
  /** Called after each token, with how many were read. */
  readonly onRead?: (done: number) => void;
  readonly signal: AbortSignal;
}

export interface TokensRead {
  /** One for each of the tokens [first, end); undefined where nothing is known: see {@link readTokens}. */
  readonly readings: readonly (TokenReading | undefined)[];
  /** Tokens evaluated for this, and tokens before them whose state was in the cache. */
  readonly evaluated: number;
  readonly reused: number;
  readonly windows: number;
}

/**
 * Has the model read tokens as plain text, and says how it expected each of them.
 *
 * A text longer than the context is read in windows that overlap (`windows.ts`). Where the model wants a token for
 * the beginning of a text, every window begins with it; where it has none, nothing is known of the text's first token.
 * Stops between two decode calls when the signal aborts, throwing its reason; the engine can be used again at once.
 */
export async function readTokens(
  engine: Engine,
  tokens: readonly TokenId[],
  options: ReadTokensOptions,
): Promise<TokensRead> {
  const { first, end, top, signal } = options;
  const size = Math.min(options.window ?? Infinity, engine.contextSize);
  const overlap = Math.min(options.overlap ?? size >> 2, size - 1);
  const windows = windowsOf({ size, overlap, first, end });
  const { beginOfSequence } = engine.vocabulary;
  const lead = beginOfSequence === undefined ? [] : [beginOfSequence];
  const readings: (TokenReading | undefined)[] = [];
  let [evaluated, reused] = [0, 0];
  for (const window of windows) {
    const prompt = [...lead, ...tokens.slice(window.start, window.end)];
    let from = lead.length + window.from - window.start;
    // Nothing comes before the first token of a text without a beginning.
    if (from === 0) readings[from++] = undefined;
    if (from >= prompt.length) continue;
    const counts = await readRest(engine, prompt, {
      from,
      top,
      read: (reading) => {
        readings.push(reading);
        options.onRead?.(readings.length);
      },
      signal,
    });
    reused += counts.reused;
    evaluated += counts.evaluated;
  }
  return { readings, evaluated, reused, windows: windows.length };
}
