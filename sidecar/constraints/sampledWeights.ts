import { likeliest } from '../engine/logits';
import type { Logits } from '../engine/engine';

/** Which tokens sampling draws from, and how evenly. */
export interface Cut {
  /** Above 0. */
  readonly temperature: number;
  /** The likeliest tokens that are kept… */
  readonly topK: number;
  /** …and of them, the fewest whose probabilities make up this share of what those have. */
  readonly topP: number;
}

/** The weights that a sampler draws by: 0 for the tokens that are cut. */
export function sampledWeights(logits: Logits, { temperature, topK, topP }: Cut): Float64Array {
  const weights = new Float64Array(logits.length);
  const kept = likeliest(logits, Math.min(topK, logits.length));
  const highest = kept[0]?.logProbability ?? 0;
  let share = kept.reduce((sum, { logProbability }) => sum + Math.exp(logProbability - highest), 0) * topP;
  for (const { id, logProbability } of kept) {
    weights[id] = Math.exp((logProbability - highest) / temperature);
    share -= Math.exp(logProbability - highest);
    if (share <= 0) break;
  }
  return weights;
}
