import type { PreTokenizer } from './preTokenizer';

export const DEEPSEEK_CODER: PreTokenizer = {
  names: ['deepseek-coder'],
  patterns: [
    String.raw`[\r\n]`,
    String.raw`\s?\p{L}+`,
    String.raw`\s?\p{P}+`,
    '[\u4E00-\u9FA5\u0800-\u4E00\uAC00-\uD7FF]+',
    String.raw`\p{N}`,
  ],
};
