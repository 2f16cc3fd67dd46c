import type { Want } from '../engine';

/** Candidates that sampling above temperature 0 draws from (llama.cpp's own defaults). */
export const TOP_K = 40;
export const TOP_P = 0.95;

/** Sampler options of node-llama-cpp for one position. */
export interface SamplerOptions {
  readonly temperature: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly seed?: number;
}

/**
 * How to choose the token after position `position`. Each position has a seed of its own, derived from the
 * request's, so that what is drawn does not depend on how positions were grouped into decode calls: a draft
 * changes nothing, and the same seed gives the same text.
 */
export function samplerOptions(want: Want, position: number): SamplerOptions {
  if (want.temperature <= 0) return { temperature: 0 };
  return {
    temperature: want.temperature,
    topK: TOP_K,
    topP: TOP_P,
    seed: mix(want.seed, position),
  };
}

/** A 32-bit hash of two numbers (the finaliser of MurmurHash3). */
function mix(seed: number, position: number): number {
  let h = (seed ^ Math.imul(position + 1, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Draws from `weights` (any positive numbers) with a uniform number in [0, 1) that `seed` gives. */
export function draw<T>(weights: readonly (readonly [T, number])[], seed: number): T | undefined {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let left = (mix(seed, 0x5eed) / 2 ** 32) * total;
  for (const [value, weight] of weights) {
    left -= weight;
    if (left < 0) return value;
  }
  return weights.at(-1)?.[0];
}
