import type { Encoding } from './encoding';
import { R50K_BASE } from './r50k';

/** r50k_base with tokens for runs of spaces. */
export const P50K_BASE: Encoding = {
  name: 'p50k_base',
  displayName: 'p50k_base (Codex, text-davinci-003)',
  asset: 'p50k_base.bin',
  createScanner: R50K_BASE.createScanner,
  pattern: R50K_BASE.pattern,
  specialTokens: { '<|endoftext|>': 50256 },
  exact: true,
  source: 'tiktoken (MIT)',
};
