import { startAtBoundary, type StartAtBoundary } from '../boundary/start';
import type { DraftRequest } from '../drafts/source';
import { samplingAt } from '../drafts/verify/distribution';
import { RelaxedEngine } from '../drafts/verify/relaxedEngine';
import { RejectionEngine } from '../drafts/verify/rejectionEngine';
import type { Want } from '../engine/engine';
import { isStopToken } from '../fim/index';
import type { PostprocessContext } from '../postprocess/index';
import type { CompleteParams, ContextItem, PromptCut } from '../protocol';
import { resolveMode } from '../stops/index';
import { budgetFor } from './budget';
import type { CompletionModel } from './complete';
import { draftRequest } from './draftRequest';
import type { GenerateRequest } from './generate';
import { promptFor } from './promptFor';

/** A request up to its first token. */
export interface Prepared {
  readonly start: StartAtBoundary;
  /** The cursor, as rules and filters see it. */
  readonly context: PostprocessContext;
  /** How to decode from there. */
  readonly decoding: Omit<GenerateRequest, 'findStop' | 'propose' | 'onText' | 'onStep' | 'observe'>;
  readonly drafting: DraftRequest;
  /** As in `CompleteResult`. */
  readonly seen?: readonly number[];
}

/** Builds the prompt and brings the engine to where decoding begins; undefined where there is nothing to go on. */
export async function prepare(
  model: CompletionModel,
  params: CompleteParams,
  signal: AbortSignal,
): Promise<Prepared | undefined> {
  const { engine, format } = model;
  const { vocabulary } = engine;
  const prompt = await promptFor(model, params, budgetFor(model, params));
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
  const lossy = params.drafts === 'lossy' && engine.logitsAreCheap;
  // Above temperature 0 a source may draw its draft, which takes the logits of every position to verify.
  const draws = params.temperature > 0 && engine.logitsAreCheap && !lossy;
  const verifying = lossy ? new RelaxedEngine(engine, signal) : draws && new RejectionEngine(engine, signal);
  const decoding = {
    engine: verifying || engine,
    start,
    want,
    maxTokens: params.maxTokens,
    timeBudgetMs: params.timeBudgetMs,
    isStopToken: (id: number) => isStopToken(format, vocabulary, id),
    signal,
  };
  const drawing = draws && { drawing: { sampling: samplingAt(params.temperature), seed: params.seed } };
  const drafting = { ...draftRequest({ format, vocabulary }, prompt, start, params, signal), ...drawing };
  const { context: pieces = [] } = params;
  const seen = pieces.length > 0 && { seen: seenWhole(pieces, prompt.cuts) };
  return { start, context, decoding, drafting, ...seen };
}

/** Indices of the pieces of which nothing was cut. */
function seenWhole(context: readonly ContextItem[], cuts: readonly PromptCut[]): number[] {
  const isCut = (item: ContextItem): boolean =>
    cuts.some(({ origin, path, line }) => origin === item.origin && path === item.path && line === item.line);
  return context.flatMap((item, index) => (isCut(item) ? [] : [index]));
}
