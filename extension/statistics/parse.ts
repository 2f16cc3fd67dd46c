import {
  MAX_SAMPLES,
  NO_COUNTS,
  NO_DRAFTS,
  NO_GROUP_COUNTS,
  NO_STANDINGS,
  NOTHING,
  type Sample,
  type StatisticsData,
  type Trigger,
} from './data';
import { addTables } from './numbers';

const TRIGGERS: readonly Trigger[] = ['automatic', 'invoked', 'ahead'];

/** The counts in a text that `JSON.stringify` made of them; what is missing or damaged in it counts as nothing. */
export function parseData(text: string): StatisticsData {
  const file = objectOf(jsonOf(text));
  const kept = objectOf(file['kept']);
  const since = countOf(file['since']);
  return {
    since: since === 0 ? undefined : since,
    counts: numbersOf(file['counts'], NO_COUNTS),
    kept: {
      after30s: numbersOf(kept['after30s'], NO_STANDINGS),
      after5min: numbersOf(kept['after5min'], NO_STANDINGS),
    },
    drafts: tableOf(file['drafts'], (value) => numbersOf(value, NO_DRAFTS)),
    filters: tableOf(file['filters'], countOf),
    languages: tableOf(file['languages'], (value) => numbersOf(value, NO_GROUP_COUNTS)),
    models: tableOf(file['models'], (value) => numbersOf(value, NO_GROUP_COUNTS)),
    samples: Array.isArray(file['samples']) ? file['samples'].flatMap(sampleOf).slice(-MAX_SAMPLES) : [],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NOTHING;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

function numbersOf<K extends string>(
  value: unknown,
  names: Readonly<Record<K, number>>,
): Readonly<Record<K, number>> {
  const from = objectOf(value);
  const numbers: Record<K, number> = { ...names };
  for (const name of Object.keys(names) as K[]) numbers[name] = countOf(from[name]);
  return numbers;
}

function tableOf<V>(value: unknown, of: (value: unknown) => V): Record<string, V> {
  const entries = Object.entries(objectOf(value)).map(([name, each]) => [name, of(each)] as const);
  // Added to nothing, so that there are no more than there may be.
  return addTables({}, Object.fromEntries(entries), (a) => a);
}

function sampleOf(value: unknown): readonly Sample[] {
  const { trigger, model, firstTokenMs, totalMs } = objectOf(value);
  const known = TRIGGERS.find((one) => one === trigger);
  if (known === undefined || typeof model !== 'string') return [];
  return [{ trigger: known, model, firstTokenMs: countOf(firstTokenMs), totalMs: countOf(totalMs) }];
}
