import { budgetFor } from '../completion/budget';
import type { CompletionModel } from '../completion/complete';
import { promptFor } from '../completion/promptFor';
import type { Engine } from '../engine/engine';
import { sharedTokens } from '../engine/sharedTokens';
import { tokenizeSection } from '../fim/index';
import { readRest } from '../reading/readRest';
import type { ExplainedLine, ExplainedPiece, ExplainParams, ExplainResult } from '../protocol';
import { partsOf } from './parts';
import { Variants, type LineRun, type Variant } from './variants';

export interface ExplainRun {
  readonly signal: AbortSignal;
  /** Called with the part of the budget that is spent, from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

const LEAST_WEIGHT = 0.1;
/** Tokens that a text may have more when it is tokenized with other text around it. */
const SPARE = 16;

/** Lines and what the answer loses without them. */
interface Weighed extends LineRun {
  readonly nats: number;
}

/**
 * Which lines of the prompt carried an answer, by taking them out (occlusion: Zeiler and Fergus, 1311.2901; leave-one-out
 * of Li et al., 1612.08220). What weighs something is halved down to its lines, the weightiest first. Two lines that say
 * the same weigh little each, as the other one is still there: their piece weighs more than its lines.
 *
 * @throws SidecarError (badRequest) when prompt and answer do not fit into the context
 */
export async function explain(
  model: CompletionModel,
  params: ExplainParams,
  run: ExplainRun,
): Promise<ExplainResult> {
  const startedAt = performance.now();
  const { engine, format, info } = model;
  const { vocabulary } = engine;
  const { answer, tokenBudget, leastWeight = LEAST_WEIGHT } = params;
  const tokenize = (text: string) => tokenizeSection(vocabulary, text, format.spacePrefix);
  const maxTokens = Math.max(params.maxTokens, tokenize(answer).length + SPARE);
  const budget = budgetFor(model, { ...params, maxTokens });
  const prompt = await promptFor(model, params, budget, (packer, request) => packer.preview(request));
  const variants = new Variants(partsOf(prompt, params, vocabulary), answer, tokenize);
  const scorer = new Scorer(engine, tokenBudget, run);

  const whole = variants.without([]);
  const logprob = await scorer.score(whole);
  const runs = variants.runs();
  const bare = runs.length > 0 ? await scorer.score(variants.without(runs)) : logprob;
  const weigh = async (lines: LineRun): Promise<Weighed | undefined> => {
    const variant = variants.without([lines]);
    if (!scorer.affords(variant)) return undefined;
    return { ...lines, nats: logprob - (await scorer.score(variant)) };
  };
  const { pieces, lines, complete } = await divide(runs, weigh, leastWeight);
  const looked = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const { evaluated, reused, prompts } = scorer;
  const totalMs = performance.now() - startedAt;
  return {
    logprob,
    answerTokens: whole.tokens.length - whole.answerAt,
    totalNats: logprob - bare,
    pieces: pieces.map((one) => pieceOf(one, variants)).sort(byWeight),
    lines: lines.map((one) => lineOf(one, variants)).sort(byWeight),
    otherLines: looked - lines.length,
    complete,
    model: info,
    notes: engine.logitsAreCheap ? [] : [SLOW],
    stats: { evaluated, reused, prompts, totalMs },
  };
}

const SLOW =
  'This engine gives probabilities slowly, so this took longer than it would with the direct binding.';

/** Scores prompts, and counts what that takes. */
class Scorer {
  evaluated = 0;
  reused = 0;
  prompts = 0;

  constructor(
    private readonly engine: Engine,
    private readonly budget: number,
    private readonly run: ExplainRun,
  ) {}

  /** Whether the budget has what the prompt needs beyond what is in the cache. */
  affords({ tokens }: Variant): boolean {
    const evaluated = tokens.length - sharedTokens(this.engine.cached, tokens);
    return this.evaluated + evaluated <= this.budget;
  }

  /** Natural logarithm of the answer's probability. */
  async score({ tokens, answerAt }: Variant): Promise<number> {
    const { signal, onProgress } = this.run;
    let sum = 0;
    const { evaluated, reused } = await readRest(this.engine, tokens, {
      from: answerAt,
      top: 0,
      read: ({ logProbability }) => (sum += logProbability),
      signal,
    });
    this.evaluated += evaluated;
    this.reused += reused;
    this.prompts++;
    onProgress(Math.min(1, this.evaluated / this.budget));
    return sum;
  }
}

/** Weighs all runs, and halves those that weigh enough until they are lines or the budget is spent. */
async function divide(
  runs: readonly LineRun[],
  weigh: (run: LineRun) => Promise<Weighed | undefined>,
  least: number,
): Promise<{ pieces: Weighed[]; lines: Weighed[]; complete: boolean }> {
  const pieces: Weighed[] = [];
  const lines: Weighed[] = [];
  const open: Weighed[] = [];
  const take = async (run: LineRun, into?: Weighed[]): Promise<boolean> => {
    const weighed = await weigh(run);
    if (weighed === undefined) return false;
    into?.push(weighed);
    if (run.to - run.from === 1) lines.push(weighed);
    else open.push(weighed);
    return true;
  };
  // From the end of the prompt on: what stands before the lines taken out stays in the cache.
  let complete = true;
  for (const run of runs.toReversed()) complete = (await take(run, pieces)) && complete;
  while (complete && open.length > 0) {
    open.sort((a, b) => Math.abs(a.nats) - Math.abs(b.nats));
    const { part, from, to, nats } = open.pop()!;
    if (Math.abs(nats) < least) break;
    const middle = (from + to) >> 1;
    complete = await take({ part, from: middle, to });
    complete = complete && (await take({ part, from, to: middle }));
  }
  return { pieces, lines, complete };
}

function pieceOf({ part, from, to, nats }: Weighed, variants: Variants): ExplainedPiece {
  const { origin, path, line } = variants.lines(part)[from]!.about!;
  return {
    origin,
    ...(path === undefined ? {} : { path }),
    ...(line === undefined ? {} : { line }),
    lines: to - from,
    nats,
  };
}

function lineOf({ part, from, nats }: Weighed, variants: Variants): ExplainedLine {
  return { ...variants.lines(part)[from]!.about!, nats };
}

function byWeight(a: { readonly nats: number }, b: { readonly nats: number }): number {
  return b.nats - a.nats;
}
