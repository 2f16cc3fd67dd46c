import { O200kScanner } from '../scanners/o200k';
import type { Encoding } from './encoding';

const CONTRACTION = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)?`;

export const O200K_BASE: Encoding = {
  name: 'o200k_base',
  displayName: 'o200k_base (GPT-4o, GPT-4.1, o-series)',
  asset: 'o200k_base.bin',
  createScanner: () => new O200kScanner(),
  pattern: [
    String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+` + CONTRACTION,
    String.raw`[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*` + CONTRACTION,
    String.raw`\p{N}{1,3}`,
    String.raw` ?[^\s\p{L}\p{N}]+[\r\n/]*`,
    String.raw`\s*[\r\n]+`,
    String.raw`\s+(?!\S)`,
    String.raw`\s+`,
  ].join('|'),
  specialTokens: { '<|endoftext|>': 199999, '<|endofprompt|>': 200018 },
  exact: true,
  source: 'tiktoken (MIT)',
};
