import { APACHE, sizes, type Family, type Licence, type RegistryEntry } from './entry';

const QWEN_RESEARCH: Licence = { name: 'Qwen Research Licence (non-commercial)', commercial: false };

const FAMILY: Family = {
  name: 'Qwen2.5-Coder',
  licence: APACHE,
  fim: { family: 'qwen' },
  contextLength: 32_768,
  headLength: 128,
};

/** The files that llama.cpp's own `--fim-qwen-…` options name. */
const size = sizes(FAMILY, 'Q8_0', (parameters) => ({
  repository: `ggml-org/Qwen2.5-Coder-${parameters}-Q8_0-GGUF`,
  file: `qwen2.5-coder-${parameters.toLowerCase()}-q8_0.gguf`,
}));

export const QWEN_CODER: readonly RegistryEntry[] = [
  size('0.5B', { weights: 494_032_768, layers: 24, embeddingLength: 896, kvHeads: 2, headLength: 64 }),
  size('1.5B', { weights: 1_543_714_304, layers: 28, embeddingLength: 1536, kvHeads: 2 }),
  size('3B', {
    weights: 3_085_938_688,
    layers: 36,
    embeddingLength: 2048,
    kvHeads: 2,
    licence: QWEN_RESEARCH,
  }),
  size('7B', { weights: 7_615_616_512, layers: 28, embeddingLength: 3584, kvHeads: 4 }),
  size('14B', { weights: 14_770_033_664, layers: 48, embeddingLength: 5120, kvHeads: 8 }),
];
