import { rounded } from '../tokens/measure.mjs';
import type { Arm } from './arms';
import { compare, summarise, type Case, type Share, type Spread, type Summary } from './summary';

/** A row of a table: the name and the columns, with their unit. */
export type Row = Readonly<Record<string, string | number>>;

export interface ArmResult {
  readonly arm: Pick<Arm, 'name' | 'words'>;
  readonly cases: readonly Case[];
}

/** Tables of a run, arms side by side. */
export interface Tables {
  readonly quality: readonly Row[];
  readonly speed: readonly Row[];
  readonly boundary: readonly Row[];
  /** Empty where no source had a guess. */
  readonly drafts: readonly Row[];
}

/** @param base name of the arm that the others are compared with, cursor by cursor */
export function tablesOf(
  results: readonly ArmResult[],
  { base, firstLine }: { readonly base: string; readonly firstLine: boolean },
): Tables {
  const rows = results.map(({ arm, cases }) => ({
    name: `${arm.name}: ${arm.words}`,
    summary: summarise(cases),
    against: arm.name === base ? undefined : againstBase(cases, results, base),
  }));
  return {
    quality: rows.map(({ name, summary, against }) => ({
      name,
      ...(firstLine ? { 'exact match, published rule': percent(summary.firstLineMatch) } : {}),
      'exact match, as shown': percent(summary.textMatch),
      [`against ${base}`]: against ?? '',
      'pass@1, as written': percent(summary.rawPass),
      'pass@1, as shown': percent(summary.textPass),
      shown: percent(summary.shown),
      'exact match of those': percent(summary.shownMatch),
    })),
    speed: rows.map(({ name, summary }) => ({
      name,
      'tokens per decode': rounded(summary.tokensPerDecode),
      'drafts accepted': `${summary.accepted} of ${summary.drafted}`,
      ...columns('first token', summary.firstTokenMs),
      ...columns('total', summary.totalMs),
    })),
    boundary: rows.map(({ name, summary }) => ({ name, ...boundaryRow(summary) })),
    drafts: rows.flatMap(({ name, summary }) => draftRows(name, summary)),
  };
}

function againstBase(cases: readonly Case[], results: readonly ArmResult[], base: string): string {
  const other = results.find(({ arm }) => arm.name === base);
  if (other === undefined) return '';
  const { won, lost } = compare(cases, other.cases);
  return `+${won} −${lost}`;
}

function boundaryRow({ boundary }: Summary): Row {
  return {
    methods: listed(boundary.methods),
    'paths, mean': rounded(boundary.paths),
    'branch tokens, mean': rounded(boundary.branchTokens),
    'why not the method asked for': listed(boundary.reasons),
  };
}

function draftRows(name: string, { drafts }: Summary): Row[] {
  return Object.entries(drafts).map(([source, stats]) => ({
    name,
    source,
    'steps asked': stats.steps,
    'drafts verified': stats.drafts,
    'their tokens': stats.drafted,
    'tokens accepted': stats.accepted,
  }));
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function columns(name: string, { p50, p95 }: Spread): Row {
  return { [`${name} p50 ms`]: rounded(p50), [`${name} p95 ms`]: rounded(p95) };
}

function percent(share: Share | undefined): string {
  if (share === undefined) return 'not run';
  return `${((100 * share.hits) / Math.max(1, share.of)).toFixed(1)} % (${share.hits} of ${share.of})`;
}
