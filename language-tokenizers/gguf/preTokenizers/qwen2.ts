import type { PreTokenizer } from './preTokenizer';

export const QWEN2: PreTokenizer = {
  names: [
    ...['qwen2', 'deepseek-r1-qwen', 'kormo', 'f2llmv2', 'stablelm2', 'hunyuan', 'megrez', 'grok-2'],
    'solar-open',
  ],
  patterns: [
    [
      String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)`,
      String.raw`[^\r\n\p{L}\p{N}]?\p{L}+`,
      String.raw`\p{N}`,
      String.raw` ?[^\s\p{L}\p{N}]+[\r\n]*`,
      String.raw`\s*[\r\n]+`,
      String.raw`\s+(?!\S)`,
      String.raw`\s+`,
    ].join('|'),
  ],
};
