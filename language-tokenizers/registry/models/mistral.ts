import { ownOr, type ModelRule } from './rule';

export const MISTRAL: readonly ModelRule[] = [
  { pattern: /^mistralai\//, tokenizer: ownOr() },
  { pattern: /^codestral-22b/, tokenizer: ownOr('hf:mistralai/Codestral-22B-v0.1') },
  { pattern: /^devstral/, tokenizer: ownOr('hf:mistralai/Devstral-Small-2507') },
  { pattern: /^(open-)?mistral-nemo/, tokenizer: ownOr('hf:mistralai/Mistral-Nemo-Base-2407') },
];
