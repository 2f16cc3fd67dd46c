import { bestToken } from '../../engine/logits';
import { draw } from './distribution';
import type { Judge } from './judge';

/**
 * Rules that accept tokens which the model would not have written: LOSSY. They change the text, so whoever asks for
 * one must say so; nothing in the sidecar does by itself.
 */
interface Lossy {
  readonly lossy: true;
}

/**
 * Accepts a token that has at least the probability `beta`, or is the likeliest one; writes the likeliest one else
 * (LUD's adaptive acceptance, spec 3). The distribution must be the one of temperature 1. From `beta` 0.5 on this is
 * the greedy rule, as only the likeliest token can have half of the probability.
 */
export function relaxedByProbability({ beta }: Lossy & { readonly beta: number }): Judge {
  return (model, drafted) =>
    drafted && (model[drafted.token] ?? 0) >= beta ? drafted.token : bestToken(model);
}

/**
 * Accepts a token with probability min(1, p / (gamma * max p)), and draws from the model else (NEST, arXiv
 * 2405.19325, with the model's own distribution).
 *
 * @param gamma above 0 and at most 1; the smaller, the more is accepted
 */
export function relaxedByBest({ gamma }: Lossy & { readonly gamma: number }): Judge {
  return (model, drafted, random) => {
    const accepted =
      drafted !== undefined && random() * gamma * model[bestToken(model)]! < (model[drafted.token] ?? 0);
    return accepted ? drafted.token : draw(model, random());
  };
}
