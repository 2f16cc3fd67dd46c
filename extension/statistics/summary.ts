import type { Sample, StatisticsData, Trigger } from './data';
import { percentiles, type Percentiles } from './percentiles';

/** Times of answers, in milliseconds. */
export interface Latency {
  readonly answers: number;
  readonly firstToken: Percentiles | undefined;
  readonly total: Percentiles | undefined;
}

export interface LatencySummary extends Readonly<Record<Trigger, Latency>> {
  /** All that somebody waited for, by name of the model. */
  readonly models: Readonly<Record<string, Latency>>;
}

/** The times of the last answers. */
export function latencySummary({ samples }: Pick<StatisticsData, 'samples'>): LatencySummary {
  const of = (trigger: Trigger): Latency => latencyOf(samples.filter((sample) => sample.trigger === trigger));
  const waitedFor = samples.filter(({ trigger }) => trigger !== 'ahead');
  const models = [...new Set(waitedFor.map(({ model }) => model))].sort();
  return {
    automatic: of('automatic'),
    invoked: of('invoked'),
    ahead: of('ahead'),
    models: Object.fromEntries(
      models.map((name) => [name, latencyOf(waitedFor.filter(({ model }) => model === name))]),
    ),
  };
}

function latencyOf(samples: readonly Sample[]): Latency {
  return {
    answers: samples.length,
    firstToken: percentiles(samples.map(({ firstTokenMs }) => firstTokenMs)),
    total: percentiles(samples.map(({ totalMs }) => totalMs)),
  };
}
