import type { PreTokenizer } from './preTokenizer';

/** Qwen2's with marks counted as letters. */
export const QWEN35: PreTokenizer = {
  names: ['qwen35'],
  patterns: [
    [
      String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)`,
      String.raw`[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+`,
      String.raw`\p{N}`,
      String.raw` ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*`,
      String.raw`\s*[\r\n]+`,
      String.raw`\s+(?!\S)`,
      String.raw`\s+`,
    ].join('|'),
  ],
};
