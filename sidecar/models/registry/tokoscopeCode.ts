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
    fim: { family: 'qwen' },
    file: 'tokoscope-code.gguf',
    sha256: '711b51a8f2d70498731c352f4d625f02585995a14a9807c64871964a705ecafc',
    weights: 5_245_696,
    shape: {
      layers: 4,
      embeddingLength: 256,
      kvHeads: 2,
      keyLength: 64,
      valueLength: 64,
      fileBytes: 5_840_992,
    },
    contextLength: 1024,
  },
];
