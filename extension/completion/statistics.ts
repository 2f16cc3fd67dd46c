/** Counts of this session's completions; kept in memory only, sent nowhere. */
import type { CompleteResult } from '../../sidecar/protocol';
import type { Fate } from './shownCompletions';

/** Requests whose times are kept for the percentiles. */
const MAX_SAMPLES = 1000;

export interface Summary {
  readonly requests: number;
  readonly typedThrough: number;
  readonly cancelled: number;
  /** Answers that were left out as too unsure. */
  readonly hidden: number;
  readonly shown: number;
  readonly accepted: number;
  readonly partlyAccepted: number;
  /** Of those that came by themselves. */
  readonly rejected: number;
  readonly promptTokens: number;
  readonly reusedTokens: number;
  readonly generatedTokens: number;
  readonly firstTokenMs: Percentiles | undefined;
  readonly totalMs: Percentiles | undefined;
}
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

export class Statistics {
  private counts = {
    requests: 0,
    typedThrough: 0,
    cancelled: 0,
    hidden: 0,
    shown: 0,
    accepted: 0,
    partlyAccepted: 0,
    rejected: 0,
    promptTokens: 0,
    reusedTokens: 0,
    generatedTokens: 0,
  };
  private readonly firstToken: number[] = [];
  private readonly total: number[] = [];

  typedThrough(): void {
    this.counts.typedThrough++;
  }

  cancelled(): void {
    this.counts.requests++;
    this.counts.cancelled++;
  }

  /** The last answer of the model. */
  last: CompleteResult | undefined;

  completed(result: CompleteResult): void {
    const { stats, filters } = result;
    this.last = result;
    this.counts.requests++;
    if (filters.includes('unsure')) this.counts.hidden++;
    this.counts.promptTokens += stats.promptTokens;
    this.counts.reusedTokens += stats.reused;
    this.counts.generatedTokens += stats.generated;
    keep(this.firstToken, stats.firstTokenMs);
    keep(this.total, stats.totalMs);
  }

  /** What became of a completion. */
  became(fate: Fate): void {
    this.counts[fate]++;
  }

  summary(): Summary {
    return { ...this.counts, firstTokenMs: percentiles(this.firstToken), totalMs: percentiles(this.total) };
  }
}

function keep(samples: number[], value: number): void {
  samples.push(value);
  if (samples.length > MAX_SAMPLES) samples.shift();
}

function percentiles(samples: readonly number[]): Percentiles | undefined {
  if (samples.length === 0) return undefined;
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { p50: at(0.5), p95: at(0.95) };
}

/** The summary as a Markdown page. */
export function renderStatistics(summary: Summary): string {
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${((100 * part) / whole).toFixed(0)} %`;
  const ms = (value: Percentiles | undefined): string =>
    value === undefined ? '–' : `${value.p50.toFixed(0)} / ${value.p95.toFixed(0)} ms`;
  const ofShown = (count: number): string => `${count} (${share(count, summary.shown)} of those shown)`;
  const rows: readonly (readonly [string, string])[] = [
    ['Requests to the model', `${summary.requests}`],
    ['… of these cancelled', `${summary.cancelled}`],
    ['Answered from what was typed through', `${summary.typedThrough}`],
    ['Left out as too unsure', `${summary.hidden}`],
    ['Completions shown', `${summary.shown}`],
    ['Accepted', ofShown(summary.accepted)],
    ['Accepted in part', ofShown(summary.partlyAccepted)],
    ['Turned down, of those that came by themselves', ofShown(summary.rejected)],
    ['First token, p50 / p95', ms(summary.firstTokenMs)],
    ['Whole completion, p50 / p95', ms(summary.totalMs)],
    [
      'Prompt tokens',
      `${summary.promptTokens} (${share(summary.reusedTokens, summary.promptTokens)} still in the cache)`,
    ],
    ['Tokens generated', `${summary.generatedTokens}`],
  ];
  return [
    '# Tokoscope: completions of this session',
    '',
    'Counted on this machine, sent nowhere, forgotten with the window.',
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n');
}
