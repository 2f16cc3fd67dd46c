import { SidecarError } from '../errors';
import { SidecarErrorCode, type CompleteParams } from '../protocol';
import type { CompletionModel } from './complete';

/**
 * Tokens that a request's prompt may have.
 *
 * @throws SidecarError (badRequest) when the answer leaves no room for a prompt
 */
export function budgetFor(
  { engine }: Pick<CompletionModel, 'engine'>,
  { maxTokens, maxPromptTokens }: Pick<CompleteParams, 'maxTokens' | 'maxPromptTokens'>,
): number {
  const room = engine.contextSize - maxTokens;
  if (room < 1) {
    throw new SidecarError(
      SidecarErrorCode.badRequest,
      `${maxTokens} new tokens leave no room for a prompt in a context of ${engine.contextSize}: ask for fewer, or raise the context size.`,
    );
  }
  return maxPromptTokens > 0 ? Math.min(maxPromptTokens, room) : room;
}
