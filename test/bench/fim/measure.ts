import {
  CompleteRequest,
  type CompleteParams,
  type CompleteResult,
  type CompletionStats,
  type DraftMode,
  type ModelSpec,
  type StopReason,
} from '../../../sidecar/protocol';
import type { Sidecar } from '../../../sidecar/connect';
import type { Arm, Variant } from './arms';
import type { Journal } from './journal';
import type { Sandbox, Verdict } from './sandbox';
import type { Cursor, Split } from './splits';

/** What one arm wrote at one cursor. */
export interface Measured {
  /** See {@link keyOf}. */
  readonly key: string;
  /** What the model wrote, and what is left of it after post-processing. */
  readonly raw: string;
  readonly text: string;
  readonly stop: StopReason;
  readonly filters: readonly string[];
  readonly stats: CompletionStats;
  /** Absent where no Python could run them. */
  readonly rawVerdict?: Verdict;
  readonly textVerdict?: Verdict;
}

export interface MeasureRequest {
  readonly split: Split;
  readonly cursors: readonly Cursor[];
  readonly arms: readonly Arm[];
  readonly sidecars: ReadonlyMap<Variant, Sidecar>;
  readonly spec: ModelSpec;
  readonly seed: number;
  /** For arms that have no other. */
  readonly drafts: DraftMode;
  readonly journal: Journal<Measured>;
  readonly sandbox: Sandbox | undefined;
  readonly onProgress: (done: number) => void;
}

/** Under which an arm's result at a cursor is kept; `cold:` and a variant for the request before them. */
export function keyOf(cursor: Cursor, arm: string): string {
  return `${cursor.id}|${arm}`;
}

/** Name of the request that evaluates a cursor's prompt before the arms of a variant have their turns. */
export function coldName(variant: Variant): string {
  return `cold:${variant}`;
}

/**
 * Asks every arm at every cursor, cursor by cursor, so that a change of the machine's load meets all of them. The
 * first at a cursor is another one each time. All of them find the prompt in the cache, as in typing: a request of one
 * token goes before them, and its time is that of a cold prompt. What the journal holds already is not asked again.
 */
export async function measure(request: MeasureRequest): Promise<void> {
  const { cursors, arms, journal } = request;
  for (const [at, cursor] of cursors.entries()) {
    const turns = arms.map((_, turn) => arms[(at + turn) % arms.length]!);
    const pending = turns.filter((arm) => journal.get(keyOf(cursor, arm.name)) === undefined);
    for (const variant of new Set(pending.map((arm) => arm.variant))) {
      const cold = await ask(request, cursor, {
        name: coldName(variant),
        variant,
        boundary: 'off',
        maxTokens: 1,
      });
      const key = keyOf(cursor, coldName(variant));
      if (journal.get(key) === undefined) await journal.add({ key, ...kept(cold) });
    }
    for (const arm of pending) {
      const result = await ask(request, cursor, { ...arm, maxTokens: request.split.maxTokens });
      const verdicts = await check(request.sandbox, cursor, result);
      await journal.add({ key: keyOf(cursor, arm.name), ...kept(result), ...verdicts });
    }
    request.onProgress(at + 1);
  }
}

function ask(
  { sidecars, spec, seed, split, drafts }: MeasureRequest,
  cursor: Cursor,
  asked: Omit<Arm, 'words' | 'needsMarkers'> & Pick<CompleteParams, 'maxTokens'>,
): Promise<CompleteResult> {
  const sidecar = sidecars.get(asked.variant);
  if (sidecar === undefined) throw new Error(`The sidecar "${asked.variant}" was not started.`);
  return sidecar.connection.sendRequest(CompleteRequest, {
    spec,
    documentId: cursor.id,
    prefix: cursor.prefix,
    suffix: cursor.suffix,
    prefixComplete: true,
    suffixComplete: true,
    languageId: 'python',
    path: 'solution.py',
    mode: split.mode,
    maxPromptTokens: 0,
    timeBudgetMs: 0,
    temperature: 0,
    seed,
    boundary: asked.boundary,
    drafts: asked.drafts ?? drafts,
    // Of other holes in the same problem, a source could learn what stands in this one.
    workspace: keyOf(cursor, asked.name),
    maxTokens: asked.maxTokens,
  });
}

function kept({ raw, text, stop, filters, stats }: CompleteResult): Omit<Measured, 'key'> {
  return { raw, text, stop, filters, stats };
}

/** Runs what the model wrote and what is shown of it; the same text is run once. */
async function check(
  sandbox: Sandbox | undefined,
  cursor: Cursor,
  { raw, text }: CompleteResult,
): Promise<Pick<Measured, 'rawVerdict' | 'textVerdict'>> {
  if (sandbox === undefined) return {};
  const rawVerdict = await sandbox.run(cursor.program(raw));
  const textVerdict = text === raw ? rawVerdict : await sandbox.run(cursor.program(text));
  return { rawVerdict, textVerdict };
}
