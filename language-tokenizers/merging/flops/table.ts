import { CODE_MODELS, type CodeModel } from './codeModel';
import { type DecoderModel, kvBytes, type KvType, prefillFlops } from './decoder';
import type { Windows } from './lengths';
import { mergedFlops, mergeLayers, type Saving, shortenedWindow } from './merged';

/** One of the paper's models, whose tokens are merged after a layer of its encoder. */
export interface FlopsRow extends Saving {
  readonly model: string;
  readonly layer: number;
}

/** What a saving of so many tokens is worth at each layer: the formula alone, without a text. */
export interface ReferenceRow extends FlopsRow {
  readonly tokens: number;
  readonly tokenReduction: number;
}

/** A decoder that reads steps in place of tokens: merged after a layer, 0 the embedding. */
export interface DecoderRow {
  readonly model: string;
  readonly layer: number;
  readonly context: number;
  readonly prefill: Saving;
  readonly kvType: KvType;
  readonly kvBytes: Saving;
}

/** Windows of text, cut to a model's context. */
export type WindowsFor = (context: number) => Windows;

/** All six models at each layer. */
export function flopsTable(windowsFor: WindowsFor): FlopsRow[] {
  return CODE_MODELS.flatMap((model) => {
    const windows = windowsFor(model.context);
    return mergeLayers(model).map((layer) => ({
      model: model.name,
      layer,
      ...mergedFlops(model, windows, layer),
    }));
  });
}

/** Shares of tokens saved that the reference table has rows for. */
const REDUCTIONS = [0.1, 0.15, 0.2, 0.25];
/** Tokens that most of the models read at once. */
const REFERENCE_TOKENS = 512;

/** What the formula says of encoders of 12 layers and width 768 on 512 tokens, CodeBERT among them. */
export function referenceTable(): ReferenceRow[] {
  const model: CodeModel = { ...CODE_MODELS[0]!, name: '12x768' };
  return REDUCTIONS.flatMap((tokenReduction) =>
    mergeLayers(model).map((layer) => ({
      model: model.name,
      tokens: REFERENCE_TOKENS,
      tokenReduction,
      layer,
      ...mergedFlops(model, shortenedWindow(REFERENCE_TOKENS, tokenReduction), layer),
    })),
  );
}

/** Decoders, merged after the embedding and after half of their layers. */
export function decoderTable(
  models: readonly DecoderModel[],
  windowsFor: WindowsFor,
  kvType: KvType,
): DecoderRow[] {
  return models.flatMap((model) =>
    [0, model.layers >> 1].map((layer) => {
      const windows = windowsFor(model.context);
      return {
        model: model.name,
        layer,
        context: model.context,
        prefill: prefillFlops(model, windows, layer),
        kvType,
        kvBytes: kvBytes(model, windows, kvType, layer),
      };
    }),
  );
}
