import { Gpt2Scanner } from '../scanners/gpt2';
import type { Encoding } from './encoding';

export const R50K_BASE: Encoding = {
  name: 'r50k_base',
  aliases: ['gpt2'],
  displayName: 'r50k_base (GPT-2, GPT-3)',
  asset: 'r50k_base.bin',
  createScanner: () => new Gpt2Scanner(),
  pattern: [
    String.raw`'s|'t|'re|'ve|'m|'ll|'d`,
    String.raw` ?\p{L}+`,
    String.raw` ?\p{N}+`,
    String.raw` ?[^\s\p{L}\p{N}]+`,
    String.raw`\s+(?!\S)`,
    String.raw`\s+`,
  ].join('|'),
  specialTokens: { '<|endoftext|>': 50256 },
  exact: true,
  source: 'tiktoken (MIT)',
};
