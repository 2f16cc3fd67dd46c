/**
 * Floating-point operations of one Transformer layer, a multiply-add being two: the formula that ALPINE publishes
 * with its code (its replication package of FSE 2025), by the group whose merging this follows; Saad et al. (2507.14423)
 * print none that could be had. Tools such as fvcore count a multiply-add once, about half; shares are the same.
 */
import type { Lengths } from './lengths';

/** Sizes of a layer. */
export interface LayerShape {
  readonly width: number;
  readonly heads: number;
  /** Inner width of the feed-forward network. */
  readonly feedForward: number;
}

/** Self-attention over n tokens: 8nd² + 4n²d - 4nd + hn². */
export function attentionFlops({ sum: n, squares: nn }: Lengths, { width: d, heads: h }: LayerShape): number {
  return 8 * n * d * d + 4 * nn * d - 4 * n * d + h * nn;
}

/** The feed-forward network on n tokens: 4ndf - nd, which is 16nd² - nd where f = 4d. */
export function feedForwardFlops({ sum: n }: Lengths, { width: d, feedForward: f }: LayerShape): number {
  return 4 * n * d * f - n * d;
}

/** A layer of an encoder. */
export function layerFlops(lengths: Lengths, shape: LayerShape): number {
  return attentionFlops(lengths, shape) + feedForwardFlops(lengths, shape);
}

/**
 * Cross-attention of m tokens of a decoder over n of the encoder: queries and outputs 4md², keys and values 4nd²,
 * scores and their mix 4mnd. Ours, as the published formula has no decoder.
 */
export function crossAttentionFlops(m: number, n: number, product: number, width: number): number {
  return 4 * m * width * width + 4 * n * width * width + 4 * product * width;
}

/** Scores over the vocabulary for m tokens: 2mdV. Ours, like the above. */
export function headFlops(m: number, width: number, vocabulary: number): number {
  return 2 * m * width * vocabulary;
}
