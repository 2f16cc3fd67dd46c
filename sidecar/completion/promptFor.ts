import type { Grammar } from '../../language-tokenizers/syntax/grammar';
import { outline } from '../context/outline';
import { ContextPacker, type PackRequest, type Packed } from '../context/packer';
import { SidecarError } from '../errors';
import {
  buildPrompt,
  countTokens,
  fileSegments,
  frameSegments,
  tokenizeSection,
  type Prompt,
  type Segment,
} from '../fim/index';
import { SidecarErrorCode, type CompleteParams, type PromptCut } from '../protocol';
import type { CompletionModel } from './complete';

/** What of a request its prompt is made of. */
export type PromptParams = Pick<CompleteParams, 'prefix' | 'suffix' | 'prefixComplete' | 'path'> &
  Partial<Pick<CompleteParams, 'languageId' | 'context' | 'repository'>>;

/** What of a model its prompts are made with. */
export type PromptModel = Pick<CompletionModel, 'engine' | 'format' | 'packer' | 'grammarOf'>;

export interface PromptFor extends Prompt {
  /** What of the context is not in it. */
  readonly cuts: readonly PromptCut[];
}

/** Characters to a token that no code reaches: a text of fewer per token of the budget is not cut. */
const FEWEST_CHARACTERS = 2;

/**
 * The prompt of a cursor for a model.
 *
 * @param budget tokens that it may have, markers included
 * @param choose how to choose of the context; the packer's own way, which remembers its choice, if absent
 * @throws SidecarError (badRequest) when the budget is too small for the markers
 */
export async function promptFor(
  model: PromptModel,
  params: PromptParams,
  budget: number,
  choose?: (packer: ContextPacker, request: PackRequest) => Packed,
): Promise<PromptFor> {
  const { format } = model;
  const { vocabulary } = model.engine;
  const { prefix, suffix, prefixComplete, path, context = [] } = params;
  const measure = (text: string) => tokenizeSection(vocabulary, text, format.spacePrefix);
  const grammar = await grammarFor(model, params, budget);
  const packer = model.packer ?? new ContextPacker();
  let cuts: readonly PromptCut[] = [];

  const files = (limit: number): readonly Segment[] => {
    const { repository = '', languageId = '' } = params;
    const named = { layout: format.files, repository, path, languageId, measure };
    const { begin, current } = frameSegments(named);
    const request: PackRequest = {
      items: context,
      around: prefix.slice(-3 * budget) + suffix.slice(0, budget),
      limit: limit - countTokens(begin) - countTokens(current),
      segmentsOf: (item) => fileSegments(item, named),
      manner: `${languageId}\0${repository}`,
    };
    const packed = choose ? choose(packer, request) : packer.pack(request);
    cuts = packed.cuts;
    return packed.segments.length > 0 ? [...begin, ...packed.segments, ...current] : [];
  };

  try {
    const prompt = buildPrompt({
      vocabulary,
      format,
      prefix,
      suffix,
      prefixComplete,
      path,
      budget,
      ...(context.length > 0 && { files }),
      outline: (above, limit) => outline(above, grammar, limit, measure),
    });
    return { ...prompt, cuts };
  } catch (error) {
    if (error instanceof RangeError) throw new SidecarError(SidecarErrorCode.badRequest, error.message);
    throw error;
  }
}

/** The grammar for an outline, where there may be need of one. */
async function grammarFor(
  { grammarOf }: PromptModel,
  { languageId = '', path, prefix }: PromptParams,
  budget: number,
): Promise<Grammar | undefined> {
  if (prefix.length < budget * FEWEST_CHARACTERS) return undefined;
  return grammarOf?.({ languageId, path, text: prefix });
}
