import type { StatisticsData } from './data';
import { latencySummary } from './summary';

/**
 * The statistics as a JSON document; docs/statistics.md describes it. A change that a reader of it would notice, other
 * than a new name, is a new version.
 *
 * @param now milliseconds since 1970
 */
export function exportText(data: StatisticsData, now: number): string {
  const { since, counts, kept, drafts, filters, languages, models } = data;
  const document = {
    format: 'tokoscope-completion-statistics',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    since: since === undefined ? null : new Date(since).toISOString(),
    latencyMs: latencySummary(data),
    counts,
    kept,
    drafts,
    filters,
    languages,
    models,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
