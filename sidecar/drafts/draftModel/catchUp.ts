import type { Engine, TokenId } from '../../engine/engine';
import { sharedTokens } from '../../engine/sharedTokens';

/**
 * Makes an engine's cache hold all of `tokens` but the last, or comes closer to it: the step that waits for a draft
 * should not wait for a whole prompt.
 *
 * @param most tokens evaluated, at most
 * @returns true when the cache holds them
 */
export async function catchUp(
  engine: Engine,
  tokens: readonly TokenId[],
  most: number,
  signal: AbortSignal,
): Promise<boolean> {
  const end = Math.min(tokens.length, sharedTokens(engine.cached, tokens) + most + 1);
  await engine.sync(tokens.slice(0, end), signal);
  return end === tokens.length;
}
