import { sizes, type Family, type RegistryEntry } from './entry';

const FAMILY: Family = {
  name: 'StarCoder2',
  licence: { name: 'BigCode OpenRAIL-M v1', commercial: true },
  fim: { family: 'starcoder' },
  contextLength: 16_384,
  headLength: 128,
};

const size = sizes(FAMILY, 'Q8_0', (parameters) => ({
  repository: `second-state/StarCoder2-${parameters}-GGUF`,
  file: `starcoder2-${parameters.toLowerCase()}-Q8_0.gguf`,
}));

export const STARCODER2: readonly RegistryEntry[] = [
  size('3B', { weights: 3_030_371_328, layers: 30, embeddingLength: 3072, kvHeads: 2 }),
  size('7B', { weights: 7_173_923_840, layers: 32, embeddingLength: 4608, kvHeads: 4 }),
];
