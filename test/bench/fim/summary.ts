import type { DraftStats } from '../../../sidecar/protocol';
import { quantile } from '../tokens/measure.mjs';
import { matchesFirstLine, matchesText } from './exactMatch';
import type { Measured } from './measure';
import type { Cursor } from './splits';

/** One arm's result at a cursor. */
export interface Case {
  readonly cursor: Cursor;
  readonly measured: Measured;
}

/** How many of how many. */
export interface Share {
  readonly hits: number;
  readonly of: number;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

/** One arm over all cursors. */
export interface Summary {
  /** First line of what the model wrote against the line that stood there. */
  readonly firstLineMatch: Share;
  /** What is shown against what stood there, to the last character. */
  readonly textMatch: Share;
  /** Absent where nothing was run. */
  readonly rawPass?: Share;
  readonly textPass?: Share;
  /** Completions of which something is shown, and those of them that match. */
  readonly shown: Share;
  readonly shownMatch: Share;
  readonly tokensPerDecode: number;
  readonly drafted: number;
  readonly accepted: number;
  /** By name of the source. */
  readonly drafts: Readonly<Record<string, DraftStats>>;
  /** Milliseconds with the prompt in the cache. */
  readonly firstTokenMs: Spread;
  readonly totalMs: Spread;
  readonly boundary: BoundarySummary;
}

/** Means over the cursors at which a method weighed paths. */
export interface BoundarySummary {
  readonly methods: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly paths: number;
  readonly branchTokens: number;
}

export function summarise(cases: readonly Case[]): Summary {
  const all = cases.map(({ measured }) => measured);
  const sum = (of: (measured: Measured) => number): number =>
    all.reduce((total, each) => total + of(each), 0);
  const raw = passed(all.map(({ rawVerdict }) => rawVerdict?.outcome));
  const text = passed(all.map(({ textVerdict }) => textVerdict?.outcome));
  return {
    firstLineMatch: share(cases, ({ cursor, measured }) => matchesFirstLine(measured.raw, cursor.truth)),
    textMatch: share(cases, isTextMatch),
    ...(raw === undefined ? {} : { rawPass: raw }),
    ...(text === undefined ? {} : { textPass: text }),
    shown: share(all, isShown),
    shownMatch: share(
      cases.filter(({ measured }) => isShown(measured)),
      isTextMatch,
    ),
    tokensPerDecode:
      sum(({ stats }) => stats.generated) /
      Math.max(
        1,
        sum(({ stats }) => stats.decodes),
      ),
    drafted: sum(({ stats }) => stats.drafted),
    accepted: sum(({ stats }) => stats.accepted),
    drafts: draftsOf(all),
    firstTokenMs: spread(all.map(({ stats }) => stats.firstTokenMs)),
    totalMs: spread(all.map(({ stats }) => stats.totalMs)),
    boundary: boundaryOf(all),
  };
}

/** Cursors that one arm completes as they were and the other does not. */
export function compare(cases: readonly Case[], base: readonly Case[]): { won: number; lost: number } {
  const matched = new Map(base.map((each) => [each.cursor.id, isTextMatch(each)]));
  const changed = cases.filter((each) => matched.get(each.cursor.id) === !isTextMatch(each));
  const won = changed.filter(isTextMatch).length;
  return { won, lost: changed.length - won };
}

export function spread(values: readonly number[]): Spread {
  return { p50: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

function isTextMatch({ cursor, measured }: Case): boolean {
  return matchesText(measured.text, cursor.truth);
}

function isShown({ text }: Measured): boolean {
  return text !== '';
}

function share<T>(items: readonly T[], hit: (item: T) => boolean): Share {
  return { hits: items.filter(hit).length, of: items.length };
}

function passed(outcomes: readonly (string | undefined)[]): Share | undefined {
  const run = outcomes.filter((outcome) => outcome !== undefined);
  return run.length === 0 ? undefined : share(run, (outcome) => outcome === 'passed');
}

function boundaryOf(all: readonly Measured[]): BoundarySummary {
  const starts = all.map(({ stats }) => stats.boundary);
  const weighed = starts.filter(({ paths }) => paths > 0);
  const mean = (values: readonly number[]): number =>
    values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
  return {
    methods: counts(starts.map(({ method }) => method)),
    reasons: counts(starts.flatMap(({ reason }) => reason ?? [])),
    paths: mean(weighed.map(({ paths }) => paths)),
    branchTokens: mean(weighed.map(({ branchTokens }) => branchTokens)),
  };
}

function draftsOf(all: readonly Measured[]): Record<string, DraftStats> {
  const sums: Record<string, DraftStats> = {};
  for (const [name, each] of all.flatMap(({ stats }) => Object.entries(stats.drafts ?? {}))) {
    const before = sums[name] ?? { drafts: 0, drafted: 0, accepted: 0, steps: 0 };
    sums[name] = {
      drafts: before.drafts + each.drafts,
      drafted: before.drafted + each.drafted,
      accepted: before.accepted + each.accepted,
      steps: before.steps + each.steps,
    };
  }
  return sums;
}

function counts(names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of names) found[name] = (found[name] ?? 0) + 1;
  return found;
}
