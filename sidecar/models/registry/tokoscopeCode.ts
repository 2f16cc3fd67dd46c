import { DEFAULT_MODEL } from '../../protocol';
import type { RegistryEntry } from './entry';

/**
 * The model that ships with Tokoscope, made by `training/`. Its card, media/models/README.md, says what it was trained
 * on and how well it does; size, digest and shape are those that `training/export.py` prints.
 */
export const TOKOSCOPE_CODE: readonly RegistryEntry[] = [
  {
    id: DEFAULT_MODEL,
    name: 'Tokoscope Code 5M',
    family: 'Tokoscope Code',
    parameters: '5M',
    quantisation: 'Q8_0',
    licence: { name: 'MIT', commercial: true },
    fim: { family: 'tokoscope' },
    file: 'tokoscope-code.gguf',
    sha256: '83f38cf90b06a4e25e0279f4bb46452cf521a9b5ae29c0d0d4b14cfd32257fb2',
    weights: 5_245_696,
    shape: {
      layers: 4,
      embeddingLength: 256,
      kvHeads: 2,
      keyLength: 64,
      valueLength: 64,
      fileBytes: 5_841_024,
    },
    contextLength: 1024,
  },
];
