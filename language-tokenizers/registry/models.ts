import { RegistryError } from './error';
import { CLOSED } from './models/closed';
import { CODE } from './models/code';
import { DEEPSEEK } from './models/deepseek';
import { GEMMA } from './models/gemma';
import { LLAMA } from './models/llama';
import { MISTRAL } from './models/mistral';
import { OPENAI } from './models/openai';
import { QWEN } from './models/qwen';
import { ownOr, type ModelRule, type ModelTokenizer } from './models/rule';

/** The first rule that matches counts. */
const RULES: readonly ModelRule[] = [
  ...[...OPENAI, ...QWEN, ...LLAMA, ...DEEPSEEK, ...MISTRAL, ...CODE, ...GEMMA, ...CLOSED],
  // A repository of the hub that no rule knows carries its own.
  { pattern: /^[\w.-]+\/[\w.-]+$/, tokenizer: ownOr() },
];

/**
 * The tokenizer of a model, by the name that its maker gives it ("gpt-4o-2024-08-06") or the hub has
 * ("Qwen/Qwen2.5-Coder-7B"). Throws a RegistryError for a model that is not known.
 */
export function tokenizerForModel(model: string): ModelTokenizer {
  const rule = RULES.find(({ pattern }) => pattern.test(model.toLowerCase()));
  if (!rule) {
    throw new RegistryError(
      'unknownName',
      `The tokenizer of the model "${model}" is not known: name one of "tokoscope tokenizers", or the model as the hub has it (owner/name).`,
    );
  }
  return typeof rule.tokenizer === 'function' ? rule.tokenizer(model) : rule.tokenizer;
}
