import { ownOr, type ModelRule } from './rule';

/** Other open models for code, by the repositories that carry their tokenizers. */
export const CODE: readonly ModelRule[] = [
  { pattern: /^(bigcode\/)?starcoder2/, tokenizer: ownOr('hf:bigcode/starcoder2-3b') },
  { pattern: /^(bigcode\/)?starcoder(base|$|-|plus)/, tokenizer: ownOr('hf:bigcode/starcoderbase-1b') },
  { pattern: /^(ibm-granite\/)?granite-4/, tokenizer: ownOr('hf:ibm-granite/granite-4.0-h-micro') },
  { pattern: /^(ibm-granite\/)?granite-/, tokenizer: ownOr('hf:ibm-granite/granite-3.3-2b-base') },
  { pattern: /^(huggingfacetb\/)?smollm2/, tokenizer: ownOr('hf:HuggingFaceTB/SmolLM2-135M') },
  { pattern: /^(huggingfacetb\/)?smollm3/, tokenizer: ownOr('hf:HuggingFaceTB/SmolLM3-3B') },
  { pattern: /^(bytedance-seed\/)?seed-coder/, tokenizer: ownOr('hf:ByteDance-Seed/Seed-Coder-8B-Base') },
  { pattern: /^(jetbrains\/)?mellum/, tokenizer: ownOr('hf:JetBrains/Mellum-4b-base') },
  { pattern: /^(salesforce\/)?codet5p?/, tokenizer: ownOr('hf:Salesforce/codet5-base') },
  { pattern: /^(microsoft\/)?codebert/, tokenizer: ownOr('hf:microsoft/codebert-base') },
];
