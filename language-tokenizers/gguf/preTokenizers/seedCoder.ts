import type { PreTokenizer } from './preTokenizer';

export const SEED_CODER: PreTokenizer = {
  names: ['seed-coder'],
  patterns: [
    [
      String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)`,
      String.raw`[^\r\n\p{L}\p{N}]?\p{L}+`,
      String.raw`\p{N}{1}`,
      String.raw` ?[^\s\p{L}\p{N}\r\n]+`,
      String.raw`\s*[\r\n]+`,
      String.raw`\s+(?!\S)`,
      String.raw`\s+`,
    ].join('|'),
  ],
};
