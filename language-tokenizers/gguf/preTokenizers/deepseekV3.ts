import type { PreTokenizer } from './preTokenizer';

export const DEEPSEEK_V3: PreTokenizer = {
  names: ['deepseek-v3', 'hunyuan-dense', 'joyai-llm', 'hy_v4'],
  patterns: [
    String.raw`\p{N}{1,3}`,
    '[\u4E00-\u9FA5\u3040-\u309F\u30A0-\u30FF]+',
    [
      '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+',
      '[^\r\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+',
      ' ?[\\p{P}\\p{S}]+[\r\n]*',
      '\\s*[\r\n]+',
      String.raw`\s+(?!\S)`,
      String.raw`\s+`,
    ].join('|'),
  ],
};
