export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** The median and the 95th percentile by nearest rank; undefined of nothing. */
export function percentiles(samples: readonly number[]): Percentiles | undefined {
  if (samples.length === 0) return undefined;
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1]!;
  return { p50: at(0.5), p95: at(0.95) };
}
