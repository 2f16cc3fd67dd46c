import type { Engine, SyncResult, TokenId } from '../engine/engine';
import { readDistribution, type TokenReading } from './distribution';

export interface ReadRestOptions {
  /** The first token that is read: at least 1, as nothing is known of the first one. */
  readonly from: number;
  /** How many of the likeliest tokens to name at each place. */
  readonly top: number;
  readonly read: (reading: TokenReading) => void;
  readonly signal: AbortSignal;
}

/**
 * How the model expected the tokens of a prompt from some place on, in order. What the cache holds of those before is
 * not evaluated again. Stops between two decode calls when the signal aborts, throwing its reason.
 *
 * @returns tokens evaluated for this, and tokens whose state was in the cache
 */
export async function readRest(
  engine: Engine,
  prompt: readonly TokenId[],
  { from, top, read, signal }: ReadRestOptions,
): Promise<SyncResult> {
  const known = await engine.sync(prompt.slice(0, from), signal);
  let at = from;
  // What comes after a token is told by the one before it, so the last one need not be evaluated.
  await engine.evaluate(prompt.slice(from - 1, -1), {
    from: 0,
    read: (_, logits) => read(readDistribution(logits, prompt[at++]!, top)),
    signal,
  });
  return { reused: known.reused, evaluated: known.evaluated + prompt.length - from };
}
