import type { CodeModel } from './codeModel';
import { crossAttentionFlops, feedForwardFlops, attentionFlops, headFlops, layerFlops } from './formula';
import { type Lengths, oneWindow, type Windows } from './lengths';

/** What a model's work comes to without and with merging. */
export interface Saving {
  /** Floating-point operations. */
  readonly before: number;
  readonly after: number;
  /** Share that is saved, 0 to 1; 0 where there is no work. */
  readonly reduction: number;
}

export function savingOf(before: number, after: number): Saving {
  return { before, after, reduction: before > 0 ? 1 - after / before : 0 };
}

/**
 * Operations of one of the paper's models on windows of text whose tokens are merged after an encoder layer: 0 after
 * the embedding, whose look-up costs nothing. A decoder writes as many tokens as its window had, as translated code
 * has about the length of the original; throws a RangeError for a layer that the model has not.
 */
export function mergedFlops(model: CodeModel, windows: Windows, layer: number): Saving {
  if (!Number.isInteger(layer) || layer < 0 || layer > model.encoderLayers) {
    throw new RangeError(`${model.name} has no layer ${layer}.`);
  }
  const { before, after, products } = windows;
  const whole = layerFlops(before, model);
  const short = layerFlops(after, model);
  const encoded = whole * layer + short * (model.encoderLayers - layer);
  return savingOf(
    whole * model.encoderLayers + decoderFlops(model, before, before, before.squares),
    encoded + decoderFlops(model, before, after, products),
  );
}

/** Operations of the decoder, 0 without one: `written` tokens that look at those `encoded`. */
function decoderFlops(model: CodeModel, written: Lengths, encoded: Lengths, products: number): number {
  const { decoderLayers, width, vocabulary } = model;
  if (decoderLayers === 0) return 0;
  const layer =
    attentionFlops(written, model) +
    crossAttentionFlops(written.sum, encoded.sum, products, width) +
    feedForwardFlops(written, model);
  return decoderLayers * layer + headFlops(written.sum, width, vocabulary);
}

/** The layers after which a model can merge: 0, the embedding, to the last of its encoder. */
export function mergeLayers({ encoderLayers }: CodeModel): number[] {
  return Array.from({ length: encoderLayers + 1 }, (_, layer) => layer);
}

/** One window of n tokens of which a share is saved; tokens are whole. */
export function shortenedWindow(tokens: number, reduction: number): Windows {
  return oneWindow(tokens, Math.round(tokens * (1 - reduction)));
}
