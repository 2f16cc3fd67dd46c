import type { DecoderModel } from './decoder';

/** Models that are shown unless a configuration is given: small ones for completion, by their makers' config.json. */
export const DECODER_MODELS: readonly DecoderModel[] = [
  {
    name: 'Qwen2.5-Coder-0.5B',
    layers: 24,
    width: 896,
    heads: 14,
    kvHeads: 2,
    headWidth: 64,
    feedForward: 4864,
    isGated: true,
    vocabulary: 151_936,
    context: 32_768,
  },
  {
    name: 'Qwen2.5-Coder-1.5B',
    layers: 28,
    width: 1536,
    heads: 12,
    kvHeads: 2,
    headWidth: 128,
    feedForward: 8960,
    isGated: true,
    vocabulary: 151_936,
    context: 32_768,
  },
];
