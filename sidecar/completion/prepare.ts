import { startAtBoundary, type StartAtBoundary } from '../boundary/start';
import type { DraftRequest } from '../drafts/source';
import type { Want } from '../engine/engine';
import { SidecarError } from '../errors';
import { buildPrompt, isStopToken, type Prompt } from '../fim/index';
import { SidecarErrorCode, type CompleteParams } from '../protocol';
import { resolveMode, type StopContext } from '../stops/index';
import type { CompletionModel } from './complete';
import { draftRequest } from './draftRequest';
import type { GenerateRequest } from './generate';

/** A request up to its first token. */
export interface Prepared {
  readonly start: StartAtBoundary;
  /** The cursor, as rules and filters see it. */
  readonly context: StopContext;
  /** How to decode from there. */
  readonly decoding: Omit<GenerateRequest, 'findStop' | 'propose' | 'onText' | 'onStep' | 'observe'>;
  readonly drafting: DraftRequest;
}

/** Builds the prompt and brings the engine to where decoding begins; undefined where there is nothing to go on. */
export async function prepare(
  model: CompletionModel,
  params: CompleteParams,
  signal: AbortSignal,
): Promise<Prepared | undefined> {
  const { engine, format } = model;
  const { vocabulary } = engine;
  const prompt = promptFor(model, params);
  if (prompt.tokens.length === 0) return undefined;
  const context = {
    prefix: params.prefix,
    suffix: params.suffix,
    languageId: params.languageId,
    mode: resolveMode(params.mode, params.suffix),
  };
  const want: Want = { temperature: params.temperature, seed: params.seed };
  const { tokens, tailText, tailTokens } = prompt;
  const start = await startAtBoundary(params.boundary, {
    engine,
    tokens,
    tailText,
    tailTokens,
    want,
    signal,
  });
  const decoding = {
    engine,
    start,
    want,
    maxTokens: params.maxTokens,
    timeBudgetMs: params.timeBudgetMs,
    isStopToken: (id: number) => isStopToken(format, vocabulary, id),
    signal,
  };
  const drafting = draftRequest({ format, vocabulary }, prompt, start, params, signal);
  return { start, context, decoding, drafting };
}

function promptFor(model: CompletionModel, params: CompleteParams): Prompt {
  const room = model.engine.contextSize - params.maxTokens;
  if (room < 1) {
    throw new SidecarError(
      SidecarErrorCode.badRequest,
      `${params.maxTokens} new tokens leave no room for a prompt in a context of ${model.engine.contextSize}: ask for fewer, or raise the context size.`,
    );
  }
  const budget = params.maxPromptTokens > 0 ? Math.min(params.maxPromptTokens, room) : room;
  try {
    return buildPrompt({
      vocabulary: model.engine.vocabulary,
      format: model.format,
      prefix: params.prefix,
      suffix: params.suffix,
      prefixComplete: params.prefixComplete,
      path: params.path,
      budget,
    });
  } catch (error) {
    if (error instanceof RangeError) throw new SidecarError(SidecarErrorCode.badRequest, error.message);
    throw error;
  }
}
