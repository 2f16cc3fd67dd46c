import type { CompleteParams, WarmResult } from '../protocol';
import { budgetFor } from './budget';
import type { CompletionModel } from './complete';
import { promptFor } from './promptFor';

/**
 * Evaluates the prompt that a completion would have now, so that the next one evaluates only what was typed meanwhile.
 *
 * @throws SidecarError (badRequest) as for a completion; the signal's reason when that aborts: what was evaluated until
 *   then stays in the cache
 */
export async function warm(
  model: CompletionModel,
  params: CompleteParams,
  signal: AbortSignal,
): Promise<WarmResult> {
  const startedAt = performance.now();
  const { tokens } = await promptFor(model, params, budgetFor(model, params));
  const { evaluated, reused } =
    tokens.length > 1 ? await model.engine.sync(tokens, signal) : { evaluated: 0, reused: 0 };
  return { promptTokens: tokens.length, evaluated, reused, ms: performance.now() - startedAt };
}
