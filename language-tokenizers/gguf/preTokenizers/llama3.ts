import type { PreTokenizer } from './preTokenizer';

const PATTERN = [
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)`,
  String.raw`[^\r\n\p{L}\p{N}]?\p{L}+`,
  String.raw`\p{N}{1,3}`,
  String.raw` ?[^\s\p{L}\p{N}]+[\r\n]*`,
  String.raw`\s*[\r\n]+`,
  String.raw`\s+(?!\S)`,
  String.raw`\s+`,
].join('|');

export const LLAMA3: PreTokenizer = {
  names: [
    ...['llama3', 'llama-v3', 'llama-bpe', 'falcon3', 'falcon-h1', 'pixtral', 'midm-2.0', 'lfm2'],
    'jina-v5-nano',
  ],
  patterns: [PATTERN],
  ignoreMerges: true,
};

/** The same split, with the merges obeyed. */
export const DBRX: PreTokenizer = {
  names: ['dbrx', 'smaug-bpe', 'glm4', 'chatglm-bpe'],
  patterns: [PATTERN],
};
