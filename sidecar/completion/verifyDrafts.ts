import { likeliest } from '../engine/logits';
import type { TokenId } from '../engine/engine';
import type {
  DraftDifference,
  DraftedToken,
  DraftStats,
  DraftingCost,
  VerifyParams,
  VerifyResult,
} from '../protocol';
import type { CompletionModel } from './complete';
import { chooseCursors, type TextCursor } from './cursors';
import { decode } from './decode';
import type { Generated } from './generate';
import { prepare, type Prepared } from './prepare';

/**
 * Writes the same completions plainly and with as many drafts as the sources have, and reports every one that differs
 * (after EQSPEC, which found batched drafting not to be as lossless as it is said to be).
 */
export async function verifyDrafts(
  model: CompletionModel,
  params: VerifyParams,
  signal: AbortSignal,
): Promise<VerifyResult> {
  const total = {
    plain: { decodes: 0, ms: 0 },
    drafted: { decodes: 0, ms: 0, drafts: {} as Record<string, DraftStats> },
  };
  const differences: DraftDifference[] = [];
  const cursors = chooseCursors(params.text, params.cursors, params.seed);
  let tokens = 0;
  for (const cursor of cursors) {
    signal.throwIfAborted();
    const prepared = await prepare(model, { ...REQUEST, ...params, ...cursor, documentId: '' }, signal);
    if (!prepared) continue;
    const plain = await timed(total.plain, () => decode(prepared, model.drafter, 'off'));
    await returnToStart(model, prepared);
    const drafted = await timed(total.drafted, () => decode(prepared, model.drafter, 'always'));
    addStats(total.drafted.drafts, model.drafter.stats);
    tokens += plain.generated;
    const difference = await compare(model, prepared, cursor, plain.tokens, drafted.tokens);
    if (difference) differences.push(difference);
  }
  return { cursors: cursors.length, tokens, ...total, differences };
}

const REQUEST = { mode: 'block', timeBudgetMs: 0, temperature: 0, seed: 0 } as const;

async function timed(
  cost: { -readonly [K in keyof DraftingCost]: DraftingCost[K] },
  run: () => Promise<Generated>,
): Promise<Generated> {
  const startedAt = performance.now();
  const written = await run();
  cost.ms += performance.now() - startedAt;
  cost.decodes += written.decodes;
  return written;
}

/** The state of the prompt stays, so that both answers go on from the very same numbers. */
async function returnToStart({ engine }: CompletionModel, { start }: Prepared): Promise<void> {
  await engine.rollback({ length: start.tokens.length - 1 });
}

async function compare(
  model: CompletionModel,
  { decoding, start }: Prepared,
  { line, column }: TextCursor,
  plain: readonly TokenId[],
  drafted: readonly TokenId[],
): Promise<DraftDifference | undefined> {
  const after = plain.findIndex((id, i) => id !== drafted[i]);
  const common = after < 0 ? plain.length : after;
  if (common === plain.length && common === drafted.length) return undefined;
  const prompt = start.tokens.slice(0, start.tokens.length - start.chosen);
  const gap = await gapAfter(model, [...prompt, ...plain.slice(0, common)], decoding.signal);
  const named = (id: TokenId | undefined): DraftedToken | undefined =>
    id === undefined
      ? undefined
      : { id, text: Buffer.from(model.engine.vocabulary.tokenBytes(id)).toString() };
  return { line, column, after: common, plain: named(plain[common]), drafted: named(drafted[common]), gap };
}

/** Difference of the logarithms of the two likeliest tokens' probabilities after some tokens. */
async function gapAfter(
  { engine }: CompletionModel,
  tokens: readonly TokenId[],
  signal: AbortSignal,
): Promise<number | undefined> {
  if (tokens.length >= engine.contextSize) return undefined;
  await engine.sync(tokens, signal);
  let gap: number | undefined;
  const read: Parameters<typeof engine.evaluate>[1]['read'] = (_, logits) => {
    const [first, second] = likeliest(logits, 2);
    if (first && second) gap = first.logProbability - second.logProbability;
  };
  await engine.evaluate(tokens.slice(-1), { from: 0, read, signal });
  return gap !== undefined && Number.isFinite(gap) ? gap : undefined;
}

/** Adds what the sources did for one request to what they did for those before. */
export function addStats(
  total: Record<string, DraftStats>,
  more: Readonly<Record<string, DraftStats>>,
): void {
  for (const [name, { drafts, drafted, accepted, steps }] of Object.entries(more)) {
    const old = total[name] ?? { drafts: 0, drafted: 0, accepted: 0, steps: 0 };
    total[name] = {
      drafts: old.drafts + drafts,
      drafted: old.drafted + drafted,
      accepted: old.accepted + accepted,
      steps: old.steps + steps,
    };
  }
}
