import type { BiasGauge } from './bias';

/** A byte that may come next, as both views have it; undefined where it is not among a view's likeliest. */
export interface BiasRow {
  readonly label: string;
  readonly exact: number | undefined;
  readonly naive: number | undefined;
}

/** Both lists of a gauge side by side: the exact one in its order, then what only the naive one has. */
export function biasRows({ exact, naive }: Pick<BiasGauge, 'exact' | 'naive'>): BiasRow[] {
  const naiveOf = new Map(naive.map(({ byte, probability }) => [byte, probability]));
  const known = new Set(exact.map(({ byte }) => byte));
  return [
    ...exact.map(({ byte, label, probability }) => ({
      label,
      exact: probability,
      naive: naiveOf.get(byte),
    })),
    ...naive
      .filter(({ byte }) => !known.has(byte))
      .map(({ label, probability }) => ({ label, exact: undefined, naive: probability })),
  ];
}

/** A probability for people: "81.2 %", "–" for none that is known. */
export function shareText(probability: number | undefined): string {
  return probability === undefined ? '–' : `${(100 * probability).toFixed(1)} %`;
}
