import { GgufError } from './error';
import { BLOOM, VIKING } from './preTokenizers/bloom';
import { DEEPSEEK_CODER } from './preTokenizers/deepseekCoder';
import { DEEPSEEK_LLM } from './preTokenizers/deepseekLlm';
import { DEEPSEEK_V3 } from './preTokenizers/deepseekV3';
import { DEFAULT, FALCON } from './preTokenizers/falcon';
import { GPT2 } from './preTokenizers/gpt2';
import { GPT4O, TEKKEN } from './preTokenizers/gpt4o';
import { DBRX, LLAMA3 } from './preTokenizers/llama3';
import type { PreTokenizer } from './preTokenizers/preTokenizer';
import { QWEN2 } from './preTokenizers/qwen2';
import { QWEN35 } from './preTokenizers/qwen35';
import { SEED_CODER } from './preTokenizers/seedCoder';
import { STARCODER } from './preTokenizers/starcoder';

const PRE_TOKENIZERS: readonly PreTokenizer[] = [
  ...[GPT2, STARCODER, QWEN2, QWEN35, LLAMA3, DBRX, GPT4O, TEKKEN, SEED_CODER],
  ...[DEEPSEEK_CODER, DEEPSEEK_LLM, DEEPSEEK_V3, FALCON, DEFAULT, BLOOM, VIKING],
];

/** The pre-tokenizer of a name that a GGUF file gives; throws a {@link GgufError} for one that is not known. */
export function preTokenizerOf(name: string): PreTokenizer {
  const found = PRE_TOKENIZERS.find(({ names }) => names.includes(name));
  if (found) return found;
  throw new GgufError('unsupported', `splits text by the rule "${name}", which is not known`);
}
