import type { LayerShape } from './formula';

/** A model that merging was published on, by its configuration file. */
export interface CodeModel extends LayerShape {
  readonly name: string;
  readonly encoderLayers: number;
  /** None in a model that only encodes. */
  readonly decoderLayers: number;
  readonly vocabulary: number;
  /** Tokens that it reads at most. */
  readonly context: number;
  readonly positions: 'absolute' | 'relative';
}

const BASE = { width: 768, heads: 12, feedForward: 3072 };
const ROBERTA = { ...BASE, encoderLayers: 12, decoderLayers: 0, positions: 'absolute' } as const;
const T5 = {
  ...BASE,
  encoderLayers: 12,
  decoderLayers: 12,
  vocabulary: 32_100,
  positions: 'relative',
} as const;

/** The six models of Saad et al. (arXiv 2507.14423). */
export const CODE_MODELS: readonly CodeModel[] = [
  { ...ROBERTA, name: 'CodeBERT', vocabulary: 50_265, context: 512 },
  { ...ROBERTA, name: 'GraphCodeBERT', vocabulary: 50_265, context: 512 },
  { ...ROBERTA, name: 'UniXcoder', vocabulary: 51_416, context: 1024 },
  { ...T5, name: 'CodeT5-base', context: 512 },
  { ...T5, name: 'CodeT5+ 220M', context: 512 },
  {
    ...T5,
    name: 'CodeT5+ 770M',
    encoderLayers: 24,
    decoderLayers: 24,
    width: 1024,
    heads: 16,
    feedForward: 4096,
    context: 512,
  },
];
