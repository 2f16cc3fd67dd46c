import type { Measured, MetricFacts, MetricResult } from '../../language-tokenizers/metrics/metric';

/** A number that is refused, and why. */
export interface Refusal {
  /** "entropy.h3". */
  readonly value: string;
  readonly reason: string;
}

/** Metrics by their ids; null for what is refused. */
export function metricsObject(measured: readonly Measured[]): Record<string, unknown> {
  return Object.fromEntries(measured.map(({ metric, result }) => [metric.id, metricObject(result)]));
}

export function refusals(measured: readonly Measured[]): Refusal[] {
  return measured.flatMap(({ metric, result }) =>
    result.values
      .filter((value) => value.refused !== undefined)
      .map(({ key, refused }) => ({ value: [metric.id, key].filter(Boolean).join('.'), reason: refused! })),
  );
}

/** What each metric is, by its id. */
export function definitions(measured: readonly Measured[]): Record<string, Omit<MetricFacts, 'id'>> {
  return Object.fromEntries(
    measured.map(({ metric: { id, name, definition, source, ours } }) => [
      id,
      { name, definition, source, ours },
    ]),
  );
}

function metricObject({ values, examples = [] }: MetricResult): unknown {
  const [only] = values;
  if (values.length === 1 && only?.key === '' && examples.length === 0) return only.value ?? null;
  return {
    ...Object.fromEntries(values.map(({ key, value }) => [key, value ?? null])),
    ...Object.fromEntries(examples.map(({ key, rows }) => [key, rows])),
  };
}
