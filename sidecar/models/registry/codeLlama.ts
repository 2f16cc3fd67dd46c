import { member, type RegistryEntry } from './entry';

export const CODE_LLAMA: readonly RegistryEntry[] = [
  member(
    {
      name: 'CodeLlama',
      licence: { name: 'Llama 2 Community Licence', commercial: true },
      fim: { family: 'codellama' },
      contextLength: 16_384,
      headLength: 128,
    },
    {
      parameters: '7B',
      weights: 6_738_546_688,
      quantisation: 'Q4_K_M',
      layers: 32,
      embeddingLength: 4096,
      kvHeads: 32,
      hub: {
        repository: 'TheBloke/CodeLlama-7B-GGUF',
        revision: 'main',
        file: 'codellama-7b.Q4_K_M.gguf',
      },
    },
  ),
];
