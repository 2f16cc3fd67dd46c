import type { DraftDifference, DraftingCost, DraftStats, VerifyResult } from '../../sidecar/protocol';
import { table, visible } from '../output/table';

export interface VerifiedFile {
  readonly path: string;
  readonly result: VerifyResult;
}

export interface VerifySummary {
  readonly files: number;
  readonly cursors: number;
  readonly tokens: number;
  readonly plain: DraftingCost;
  readonly drafted: DraftingCost;
  readonly tokensPerDecode: { readonly plain: number; readonly drafted: number };
  readonly sources: Readonly<Record<string, DraftStats>>;
  /** `tie`: the two likeliest tokens were so close that the rounding of a batch decides. */
  readonly differences: readonly (DraftDifference & { readonly path: string; readonly tie: boolean })[];
}

export function summarise(files: readonly VerifiedFile[], tolerance: number): VerifySummary {
  const sum = (of: (result: VerifyResult) => number): number =>
    files.reduce((total, { result }) => total + of(result), 0);
  const cost = (of: (result: VerifyResult) => DraftingCost): DraftingCost => ({
    decodes: sum((result) => of(result).decodes),
    ms: sum((result) => of(result).ms),
  });
  const tokens = sum((result) => result.tokens);
  const plain = cost((result) => result.plain);
  const drafted = cost((result) => result.drafted);
  const names = new Set(files.flatMap(({ result }) => Object.keys(result.drafted.drafts)));
  const source = (name: string): DraftStats => {
    const of = (key: keyof DraftStats): number => sum((result) => result.drafted.drafts[name]?.[key] ?? 0);
    return { drafts: of('drafts'), drafted: of('drafted'), accepted: of('accepted'), steps: of('steps') };
  };
  return {
    files: files.length,
    cursors: sum((result) => result.cursors),
    tokens,
    plain,
    drafted,
    tokensPerDecode: {
      plain: tokens / Math.max(1, plain.decodes),
      drafted: tokens / Math.max(1, drafted.decodes),
    },
    sources: Object.fromEntries([...names].map((name) => [name, source(name)])),
    differences: files.flatMap(({ path, result }) =>
      result.differences.map((one) => ({ path, ...one, tie: one.gap !== undefined && one.gap <= tolerance })),
    ),
  };
}

/** The summary for people: one line for each difference, then the counts. */
export function summaryTable(summary: VerifySummary): string {
  const { cursors, files, tokens, tokensPerDecode, differences, sources } = summary;
  const token = (one: DraftDifference['plain']): string => (one ? `"${visible(one.text)}"` : 'the end');
  const lines = differences.map(({ path, line, column, after, plain, drafted, gap, tie }) => {
    const apart = gap === undefined ? '' : `, the two likeliest ${gap.toPrecision(2)} apart`;
    const kind = tie ? 'tie' : 'DIFFERS';
    const place = `${path}:${line}:${column}, after ${after} tokens`;
    return `${kind} ${place}: plain ${token(plain)}, drafted ${token(drafted)}${apart}\n`;
  });
  const changed = differences.filter(({ tie }) => !tie).length;
  lines.push(`${changed} of ${cursors} completions changed by drafting, in ${files} files.\n`);
  lines.push(
    `${tokens} tokens: ${tokensPerDecode.plain.toFixed(2)} per decode without drafts, ` +
      `${tokensPerDecode.drafted.toFixed(2)} with all that could be had.\n`,
  );
  const rows = Object.entries(sources).map(([name, { drafts, drafted, accepted }]) => [
    name,
    `${drafts}`,
    `${drafted}`,
    `${accepted}`,
  ]);
  if (rows.length > 0) lines.push(table([['source', 'drafts', 'tokens', 'right'], ...rows], [1, 2, 3]));
  return lines.join('');
}
