import { SidecarError } from '../errors';
import { buildPrompt, type Prompt } from '../fim/index';
import { SidecarErrorCode, type CompleteParams } from '../protocol';
import type { CompletionModel } from './complete';

/** What of a request its prompt is made of. */
export type PromptParams = Pick<CompleteParams, 'prefix' | 'suffix' | 'prefixComplete' | 'path'>;

/**
 * The prompt of a cursor for a model.
 *
 * @param budget tokens that it may have, markers included
 * @throws SidecarError (badRequest) when the budget is too small for the markers
 */
export function promptFor(
  { engine, format }: Pick<CompletionModel, 'engine' | 'format'>,
  { prefix, suffix, prefixComplete, path }: PromptParams,
  budget: number,
): Prompt {
  try {
    return buildPrompt({
      vocabulary: engine.vocabulary,
      format,
      prefix,
      suffix,
      prefixComplete,
      path,
      budget,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new SidecarError(SidecarErrorCode.badRequest, error.message);
    throw error;
  }
}
