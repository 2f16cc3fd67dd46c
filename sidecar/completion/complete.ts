import { startAtBoundary, type StartAtBoundary } from '../boundary/start';
import type { Engine, Want } from '../engine/engine';
import { SidecarError } from '../errors';
import { buildPrompt, isStopToken, type FimFormat, type Prompt } from '../fim/index';
import { postprocess } from '../postprocess/index';
import {
  SidecarErrorCode,
  type CompleteParams,
  type CompleteResult,
  type CompletionStats,
  type LoadedModel,
} from '../protocol';
import { createStops, resolveMode } from '../stops/index';
import { generate, type Generated } from './generate';

/** A loaded model and what is known about asking it. */
export interface CompletionModel {
  readonly engine: Engine;
  readonly format: FimFormat;
  readonly info: LoadedModel;
}

export interface CompletionRun {
  readonly signal: AbortSignal;
  /** `performance.now()` at the request's arrival. */
  readonly arrivedAt: number;
  readonly onText: (text: string) => void;
}

/** The life of one request: prompt, cache, answer, post-processing. */
export async function complete(
  model: CompletionModel,
  params: CompleteParams,
  run: CompletionRun,
): Promise<CompleteResult> {
  const { engine, format } = model;
  const prompt = promptFor(model, params);
  if (prompt.tokens.length === 0) return nothing(model, run);

  const context = {
    prefix: params.prefix,
    suffix: params.suffix,
    languageId: params.languageId,
    mode: resolveMode(params.mode, params.suffix),
  };
  const stops = createStops(context);
  const want: Want = { temperature: params.temperature, seed: params.seed };

  const start = await startAtBoundary(params.boundary, {
    engine,
    tokens: prompt.tokens,
    tailTokens: prompt.tailTokens,
    want,
    signal: run.signal,
  });
  const written = await generate({
    engine,
    start,
    want,
    maxTokens: params.maxTokens,
    timeBudgetMs: params.timeBudgetMs,
    isStopToken: (id) => isStopToken(format, engine.vocabulary, id),
    findStop: (text) => stops.check(text),
    propose: () => [],
    onText: run.onText,
    signal: run.signal,
  });

  const { text: raw, stop } = written;
  const stats = statsOf(start, written, run);
  const { text, filters } = postprocess(raw, context);
  return { text, raw, stop, filters, stats, model: model.info };
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

/** The first step after the prompt evaluates its last token: the cache held all before it. */
function statsOf(start: StartAtBoundary, written: Generated, run: CompletionRun): CompletionStats {
  const promptTokens = start.tokens.length - start.chosen;
  const { method, paths, branchTokens, reason } = start;
  return {
    promptTokens,
    evaluated: promptTokens - start.reused,
    reused: start.reused,
    generated: written.generated,
    decodes: start.decodes + written.decodes,
    drafted: written.drafted,
    accepted: written.accepted,
    boundary: { method, paths, branchTokens, ...(reason === undefined ? {} : { reason }) },
    firstTokenMs: written.firstTokenAt - run.arrivedAt,
    totalMs: performance.now() - run.arrivedAt,
  };
}

/** A model without markers has nothing to go on in an empty document. */
function nothing(model: CompletionModel, run: CompletionRun): CompleteResult {
  const ms = performance.now() - run.arrivedAt;
  const none = {
    promptTokens: 0,
    evaluated: 0,
    reused: 0,
    generated: 0,
    decodes: 0,
    drafted: 0,
    accepted: 0,
    boundary: { method: 'off', paths: 0, branchTokens: 0 },
  } as const;
  const stats: CompletionStats = { ...none, firstTokenMs: ms, totalMs: ms };
  return { text: '', raw: '', stop: 'end', filters: [], stats, model: model.info };
}
