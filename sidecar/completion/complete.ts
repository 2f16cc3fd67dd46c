import type { Grammar } from '../../language-tokenizers/syntax/grammar';
import { withoutRest } from '../boundary/joinRight';
import type { StartAtBoundary } from '../boundary/start';
import type { ContextPacker } from '../context/packer';
import type { Drafter } from '../drafts/drafter';
import type { Engine } from '../engine/engine';
import { writesRest, type FimFormat } from '../fim/index';
import { postprocess, type OpenSyntax, type SyntaxOpener } from '../postprocess/index';
import type { CompleteParams, CompleteResult, CompletionStats, LoadedModel } from '../protocol';
import { openConstraints, type OpenConstraints } from '../constraints/open';
import type { OpenParser } from '../constraints/constraint';
import { answer } from './answer';
import type { Generated } from './generate';
import { prepare } from './prepare';

/** Finds the grammar of a document; undefined where there is none. */
export type GrammarOf = (document: {
  readonly languageId: string;
  readonly path: string;
  readonly text: string;
}) => Promise<Grammar | undefined>;

/** A loaded model and what is known about asking it. */
export interface CompletionModel {
  readonly engine: Engine;
  readonly format: FimFormat;
  readonly info: LoadedModel;
  readonly drafter: Drafter;
  /** For answers that must parse; absent where there are no grammars. */
  readonly openParser?: OpenParser;
  /** For outlines of what does not fit into a prompt; absent where there are no grammars. */
  readonly grammarOf?: GrammarOf;
  /** For filters that ask what the answer is in its file; absent where there are no grammars. */
  readonly openSyntax?: SyntaxOpener;
  /** Remembers what of the context stands in the prompt; absent where each prompt stands for itself. */
  readonly packer?: ContextPacker;
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
  const asked = params.constraints?.includes('line') ? ({ ...params, mode: 'line' } as const) : params;
  const { openParser } = model;
  const constraints = await openConstraints(asked, { ...asked, ...(openParser && { openParser }) });
  // A grammar may be loaded while the prompt is evaluated.
  const syntax = model.openSyntax?.(asked);
  try {
    return await completeUnder({ constraints, syntax }, model, asked, run);
  } finally {
    constraints?.dispose();
    (await syntax)?.dispose();
  }
}

/** What a request has open until its end. */
interface Opened {
  readonly constraints: OpenConstraints | undefined;
  readonly syntax: Promise<OpenSyntax | undefined> | undefined;
}

async function completeUnder(
  opened: Opened,
  model: CompletionModel,
  params: CompleteParams,
  run: CompletionRun,
): Promise<CompleteResult> {
  const { constraints } = opened;
  const found = await prepare(model, params, run.signal);
  if (!found) return nothing(model, run);
  const syntax = await opened.syntax;
  const prepared = syntax ? { ...found, context: { ...found.context, syntax } } : found;
  const begun = constraints?.state.after(prepared.start.written);
  if (constraints && !begun) return completeUnder(opened, model, { ...params, boundary: 'off' }, run);
  const under = constraints && begun && { ...constraints, state: begun };
  const { written, alternatives, ...beyond } = await answer({
    model,
    prepared,
    params,
    constraints: under,
    run,
  });

  const { stop } = written;
  const endsLine = writesRest(model.format) && stop === 'end';
  // An answer that ends without the rest of the line missed the hole.
  const raw = endsLine ? (withoutRest(written.text, params.suffix) ?? '') : written.text;
  const stats = { ...statsOf(prepared.start, written, model.drafter, run), ...beyond };
  const { text, filters } = postprocess(raw, prepared.context);
  const others = alternatives && { alternatives };
  const seen = prepared.seen && { seen: prepared.seen };
  return { text, raw, stop, filters, stats, model: model.info, ...seen, ...others };
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
