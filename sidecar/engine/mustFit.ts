import { SidecarError } from '../errors';
import { SidecarErrorCode } from '../protocol';

/**
 * llama.cpp would make room by forgetting the start of the prompt; that is never wanted here.
 *
 * @param length tokens that the context must hold
 * @throws SidecarError (bad request) when they don't fit, or there are none
 */
export function mustFit(length: number, contextSize: number): void {
  if (length > contextSize) {
    throw new SidecarError(
      SidecarErrorCode.badRequest,
      `${length} tokens do not fit the context of ${contextSize}: raise the context size or lower the prompt budget.`,
    );
  }
  if (length === 0) throw new SidecarError(SidecarErrorCode.badRequest, 'The prompt has no tokens.');
}
