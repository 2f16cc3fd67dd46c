import type { StartAtBoundary } from '../boundary/start';
import type { Drafter } from '../drafts/drafter';
import type { Engine } from '../engine/engine';
import type { FimFormat } from '../fim/index';
import { postprocess } from '../postprocess/index';
import type { CompleteParams, CompleteResult, CompletionStats, LoadedModel } from '../protocol';
import { decode } from './decode';
import type { Generated } from './generate';
import { prepare } from './prepare';

/** A loaded model and what is known about asking it. */
export interface CompletionModel {
  readonly engine: Engine;
  readonly format: FimFormat;
  readonly info: LoadedModel;
  readonly drafter: Drafter;
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
  const prepared = await prepare(model, params, run.signal);
  if (!prepared) return nothing(model, run);
  const { drafter } = model;
  const written = await decode(prepared, drafter, params.drafts ?? 'auto', run.onText);

  const { text: raw, stop } = written;
  const stats = statsOf(prepared.start, written, drafter, run);
  const { text, filters } = postprocess(raw, prepared.context);
  return { text, raw, stop, filters, stats, model: model.info };
}

/** The first step after the prompt evaluates its last token: the cache held all before it. */
function statsOf(
  start: StartAtBoundary,
  written: Generated,
  drafter: Drafter,
  run: CompletionRun,
): CompletionStats {
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
    ...(written.drafted > 0 ? { drafts: drafter.stats } : {}),
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
