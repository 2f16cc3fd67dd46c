import { cautious } from '../choice/cautious';
import { diverse } from '../choice/diverse';
import { MeasuredEngine } from '../choice/measuredEngine';
import type { PathRequest } from '../choice/path';
import { ConstrainedEngine } from '../constraints/constrainedEngine';
import type { Drafting } from '../drafts/drafter';
import type { OpenConstraints } from '../constraints/open';
import { reasonOf, SidecarError } from '../errors';
import { postprocess } from '../postprocess/index';
import type { ChoiceStats, CompleteParams, CompletionStats } from '../protocol';
import { createStops } from '../stops/index';
import type { CompletionModel, CompletionRun } from './complete';
import { decode } from './decode';
import type { Generated } from './generate';
import type { Prepared } from './prepare';

/** What was written, and what it took beyond plain decoding. */
export interface Answer extends Pick<CompletionStats, 'constraints' | 'choice' | 'confidence'> {
  readonly written: Generated;
  /** Other texts, after post-processing; undefined where none were asked for. */
  readonly alternatives?: readonly string[];
}

export interface AnswerRequest {
  readonly model: CompletionModel;
  readonly prepared: Prepared;
  readonly params: CompleteParams;
  /** In the state after what the boundary wrote. */
  readonly constraints: OpenConstraints | undefined;
  readonly run: CompletionRun;
}

/** Writes the answer to a prepared request: plainly or with caution, under constraints, with alternatives to it. */
export async function answer(request: AnswerRequest): Promise<Answer> {
  const { params, constraints } = request;
  const first = params.cautious ? await writeCautiously(request) : await write(request);
  if ((params.alternatives ?? 1) <= 1) return first;
  const others = await writeOthers(request, first.written);
  const choice = {
    ...first.choice,
    decodes: (first.choice?.decodes ?? 0) + others.choice.decodes,
    evaluated: (first.choice?.evaluated ?? 0) + others.choice.evaluated,
    ...(others.choice.reason === undefined ? {} : { reason: others.choice.reason }),
  };
  const off = constraints && {
    constraints: first.constraints ?? { checks: 0, rejected: 0, off: constraints.off },
  };
  return { ...first, ...off, choice, alternatives: others.texts };
}

async function write({ model, prepared, params, constraints, run }: AnswerRequest): Promise<Answer> {
  const { engine } = prepared.decoding;
  const constrained = constraints && new ConstrainedEngine(engine, constraints.state, run.signal);
  const inner = constrained ?? engine;
  const measured = inner.logitsAreCheap ? new MeasuredEngine(inner) : undefined;
  const decoding = { ...prepared.decoding, engine: measured ?? inner };
  const written = await decode({ ...prepared, decoding }, model.drafter, draftingOf(params), run.onText);
  const confidence = measured?.confidence(written.generated - prepared.start.chosen);
  return {
    written: constrained?.stuck && written.stop === 'length' ? { ...written, stop: 'constraint' } : written,
    ...(confidence === undefined ? {} : { confidence }),
    ...(constrained && { constraints: { ...constrained.counts, off: constraints.off } }),
  };
}

/** Lossy drafts are found as others are; what becomes of them is the engine's. */
function draftingOf({ drafts = 'auto' }: CompleteParams): Drafting {
  return drafts === 'lossy' ? 'auto' : drafts;
}

/** What paths from the start are. */
function pathsOf({ prepared, params, constraints }: AnswerRequest): Omit<PathRequest, 'vocabulary'> {
  const { decoding, start, context } = prepared;
  const stops = createStops(context);
  const room = decoding.engine.contextSize - (start.tokens.length - start.chosen);
  return {
    start,
    maxTokens: Math.floor(Math.min(params.maxTokens, room)),
    isStopToken: decoding.isStopToken,
    findStop: (text) => stops.check(text),
    constraint: constraints?.state,
  };
}

function deadlineOf({ timeBudgetMs }: CompleteParams): number {
  return timeBudgetMs > 0 ? performance.now() + timeBudgetMs : 0;
}

async function writeCautiously(request: AnswerRequest): Promise<Answer> {
  const { prepared, params, run, constraints } = request;
  const { engine } = prepared.decoding;
  const { path, decodes, evaluated, places, trials, firstTokenAt } = await cautious({
    ...pathsOf(request),
    engine,
    seed: params.seed,
    deadline: deadlineOf(params),
    onText: run.onText,
    signal: run.signal,
  });
  const { chosen, tokens } = prepared.start;
  const written: Generated = {
    text: path.text,
    tokens: [...tokens.slice(tokens.length - chosen), ...path.tokens],
    stop: path.stop ?? 'length',
    generated: chosen + path.tokens.length,
    decodes,
    drafted: 0,
    accepted: 0,
    firstTokenAt: firstTokenAt || performance.now(),
  };
  const beyond = Math.max(1, path.tokens.length);
  const choice = { decodes: decodes - beyond, evaluated: evaluated - beyond, places, trials };
  return {
    written,
    choice,
    ...(constraints && { constraints: { checks: 0, rejected: 0, off: constraints.off } }),
  };
}

interface Others {
  readonly texts: readonly string[];
  readonly choice: ChoiceStats;
}

/** Alternatives to what was written. That one can't be had is no reason to lose the answer. */
async function writeOthers(request: AnswerRequest, written: Generated): Promise<Others> {
  const { prepared, params, run } = request;
  const shown = (text: string): string => postprocess(text, prepared.context).text;
  const known = new Set(['', shown(written.text)]);
  try {
    const { paths, decodes, evaluated } = await diverse({
      ...pathsOf(request),
      engine: prepared.decoding.engine,
      earlier: [written.tokens.slice(prepared.start.chosen)],
      count: (params.alternatives ?? 1) - 1,
      isNew: (text) => known.size < known.add(shown(text)).size,
      deadline: deadlineOf(params),
      signal: run.signal,
    });
    return { texts: paths.map(({ text }) => shown(text)), choice: { decodes, evaluated } };
  } catch (error) {
    run.signal.throwIfAborted();
    if (!(error instanceof SidecarError)) throw error;
    return { texts: [], choice: { decodes: 0, evaluated: 0, reason: reasonOf(error) } };
  }
}
