/** What reading a text costs a model that writes from left to right. Ours, after Saad et al.: they merge in encoders. */
import type { Lengths, Windows } from './lengths';
import { type Saving, savingOf } from './merged';

/** A decoder-only model, by its configuration. */
export interface DecoderModel {
  readonly name: string;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  /** Heads of keys and values, fewer than `heads` where queries share them. */
  readonly kvHeads: number;
  readonly headWidth: number;
  /** Inner width of the feed-forward network; of all experts that a token goes through. */
  readonly feedForward: number;
  /** Three matrices (SwiGLU and the like) and not two. */
  readonly isGated: boolean;
  readonly vocabulary: number;
  /** Tokens that it reads at most. */
  readonly context: number;
}

/** Bytes of a number of the KV cache; of llama.cpp's block formats with their scales. */
export const KV_TYPES = { f32: 4, f16: 2, bf16: 2, q8_0: 34 / 32, q4_0: 18 / 32 } as const;
export type KvType = keyof typeof KV_TYPES;

/**
 * Operations of one layer on n tokens, a multiply-add being two: the four projections, scores and their mix over
 * what stands before each token, n(n + 1)/2 pairs, and the feed-forward network.
 */
export function decoderLayerFlops({ sum: n, squares: nn }: Lengths, model: DecoderModel): number {
  const { width, heads, kvHeads, headWidth, feedForward, isGated } = model;
  const projections = 4 * n * width * headWidth * (heads + kvHeads);
  const pairs = (nn + n) / 2;
  return projections + 4 * pairs * heads * headWidth + (isGated ? 6 : 4) * n * width * feedForward;
}

/** Prefill: all layers, and scores over the vocabulary for the last token of each window. */
export function prefillFlops(model: DecoderModel, windows: Windows, layer = 0): Saving {
  checkLayer(model, layer);
  const head = 2 * windows.count * model.width * model.vocabulary;
  const whole = decoderLayerFlops(windows.before, model);
  const short = decoderLayerFlops(windows.after, model);
  return savingOf(model.layers * whole + head, layer * whole + (model.layers - layer) * short + head);
}

/** Bytes of keys and values of all windows; layers before the merge keep those of all tokens. */
export function kvBytes(model: DecoderModel, windows: Windows, type: KvType, layer = 0): Saving {
  checkLayer(model, layer);
  const each = 2 * model.kvHeads * model.headWidth * KV_TYPES[type];
  const { before, after } = windows;
  return savingOf(
    model.layers * each * before.sum,
    each * (layer * before.sum + (model.layers - layer) * after.sum),
  );
}

function checkLayer({ name, layers }: DecoderModel, layer: number): void {
  if (!Number.isInteger(layer) || layer < 0 || layer > layers) {
    throw new RangeError(`${name} has no layer ${layer}.`);
  }
}
