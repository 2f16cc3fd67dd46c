import type { Confidence } from '../protocol';

/** A completion that was shown, and what became of it. Numbers only: no text is in it. */
export interface Outcome {
  readonly model: string;
  readonly confidence: Confidence;
  readonly accepted: boolean;
  /** It would have been hidden: it stands for the {@link ONE_IN} of which it alone was shown. */
  readonly letThrough?: boolean;
}

/** Of so many completions that would be hidden one is shown, or a wrong threshold could never be found out. */
export const ONE_IN = 10;

const weightOf = ({ letThrough }: Outcome): number => (letThrough ? ONE_IN : 1);

/** A monotone curve from a score to the share of completions that were accepted at it. */
export interface Calibration {
  /** Ascending scores at which the share changes, and the share from there on. */
  readonly scores: readonly number[];
  readonly shares: readonly number[];
  readonly outcomes: number;
}

/** What one number says of a completion: the quartile of its tokens, and less where it begins in doubt. */
export function scoreOf({ q25, leastOfFirst, firstEntropy }: Confidence): number {
  return q25 + 0.5 * leastOfFirst - 0.25 * firstEntropy;
}

/**
 * Isotonic regression: the rising curve closest to the outcomes by least squares, found by pooling neighbours that
 * fall (Ayer et al., 1955). It has no parameter to choose, and a score says no less for being higher. An outcome counts
 * for all the completions that it stands for.
 */
export function calibrate(outcomes: readonly Outcome[]): Calibration {
  const points = outcomes
    .map((one) => ({ score: scoreOf(one.confidence), accepted: one.accepted, weight: weightOf(one) }))
    .filter(({ score }) => Number.isFinite(score))
    .sort((a, b) => a.score - b.score);
  const blocks: { score: number; accepted: number; count: number }[] = [];
  for (const { score, accepted, weight } of points) {
    const last = blocks.at(-1);
    // Equal scores are one point.
    if (last?.score === score) {
      last.accepted += weight * Number(accepted);
      last.count += weight;
    } else blocks.push({ score, accepted: weight * Number(accepted), count: weight });
  }
  const pooled: typeof blocks = [];
  for (const block of blocks) {
    let own = block;
    for (let last = pooled.at(-1); last && share(last) >= share(own); last = pooled.at(-1)) {
      own = { score: last.score, accepted: last.accepted + own.accepted, count: last.count + own.count };
      pooled.pop();
    }
    pooled.push(own);
  }
  return { scores: pooled.map(({ score }) => score), shares: pooled.map(share), outcomes: points.length };
}

const share = ({ accepted, count }: { accepted: number; count: number }): number => accepted / count;

/** The share of completions accepted at a score; the lowest share below all scores seen. */
export function acceptedAt({ scores, shares }: Calibration, score: number): number {
  let at = 0;
  while (at + 1 < scores.length && scores[at + 1]! <= score) at++;
  return shares[at] ?? 1;
}

/** Outcomes of either kind before anything is hidden. */
const ENOUGH = 30;
/** At most this share of the accepted completions would have been hidden. */
const LOST = 0.05;
/** Where so many are accepted, a completion is shown in any case. */
const WORTHWHILE = 1 / 3;

/**
 * The score below which completions are hidden: the highest that would have hidden at most a twentieth of those that
 * were accepted, and no completion at a score where one in three was. -Infinity while there is too little to go by.
 */
export function thresholdOf(outcomes: readonly Outcome[]): number {
  const accepted = outcomes
    .filter((one) => one.accepted)
    .map((one) => ({ score: scoreOf(one.confidence), weight: weightOf(one) }));
  if (accepted.length < ENOUGH || outcomes.length - accepted.length < ENOUGH) return -Infinity;
  accepted.sort((a, b) => a.score - b.score);
  let spare = LOST * accepted.reduce((sum, { weight }) => sum + weight, 0);
  const byLoss = accepted.find(({ weight }) => (spare -= weight) < 0)!.score;
  const curve = calibrate(outcomes);
  const worthwhile = curve.scores.find((_, at) => curve.shares[at]! >= WORTHWHILE) ?? Infinity;
  return Math.min(byLoss, worthwhile);
}
