import { Cl100kScanner } from '../scanners/cl100k';
import type { Encoding } from './encoding';

export const CL100K_BASE: Encoding = {
  name: 'cl100k_base',
  displayName: 'cl100k_base (GPT-4, GPT-3.5, text-embedding-3)',
  asset: 'cl100k_base.bin',
  createScanner: () => new Cl100kScanner(),
  pattern: [
    String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)`,
    String.raw`[^\r\n\p{L}\p{N}]?\p{L}+`,
    String.raw`\p{N}{1,3}`,
    String.raw` ?[^\s\p{L}\p{N}]+[\r\n]*`,
    String.raw`\s*[\r\n]+`,
    String.raw`\s+(?!\S)`,
    String.raw`\s+`,
  ].join('|'),
  specialTokens: {
    '<|endoftext|>': 100257,
    '<|fim_prefix|>': 100258,
    '<|fim_middle|>': 100259,
    '<|fim_suffix|>': 100260,
    '<|endofprompt|>': 100276,
  },
  exact: true,
  source: 'tiktoken (MIT)',
};
