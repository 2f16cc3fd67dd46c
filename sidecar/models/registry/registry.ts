import { CODE_LLAMA } from './codeLlama';
import { DEEPSEEK_CODER } from './deepseekCoder';
import type { RegistryEntry } from './entry';
import { QWEN_CODER } from './qwenCoder';
import { SMOLLM2 } from './smollm2';
import { STARCODER2 } from './starcoder2';
import { TOKOSCOPE_CODE } from './tokoscopeCode';

/**
 * The models that are known by name: the default first, then families from the newest to the oldest, which is the
 * order of preference where several fit.
 *
 * Names on the hub come from projects that fetch these files, and shapes from the published configurations; only
 * files that have a `sha256` were at hand here.
 */
export const REGISTRY: readonly RegistryEntry[] = [
  ...TOKOSCOPE_CODE,
  ...SMOLLM2,
  ...QWEN_CODER,
  ...STARCODER2,
  ...DEEPSEEK_CODER,
  ...CODE_LLAMA,
];
