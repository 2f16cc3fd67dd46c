import { member, type Family, type RegistryEntry } from './entry';

const FAMILY: Family = {
  name: 'DeepSeek-Coder',
  licence: { name: 'DeepSeek Licence v1', commercial: true },
  fim: { family: 'deepseek' },
  contextLength: 16_384,
  headLength: 128,
};

export const DEEPSEEK_CODER: readonly RegistryEntry[] = [
  member(FAMILY, {
    parameters: '1.3B',
    weights: 1_346_471_936,
    quantisation: 'Q8_0',
    layers: 24,
    embeddingLength: 2048,
    kvHeads: 16,
    hub: {
      repository: 'TheBloke/deepseek-coder-1.3b-base-GGUF',
      revision: 'main',
      file: 'deepseek-coder-1.3b-base.Q8_0.gguf',
    },
  }),
  member(FAMILY, {
    parameters: '6.7B',
    weights: 6_740_512_768,
    quantisation: 'Q4_K_M',
    layers: 32,
    embeddingLength: 4096,
    kvHeads: 32,
    hub: {
      repository: 'TheBloke/deepseek-coder-6.7B-base-GGUF',
      revision: 'main',
      file: 'deepseek-coder-6.7b-base.Q4_K_M.gguf',
    },
  }),
];
