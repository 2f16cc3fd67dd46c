import { WORDS, type PreTokenizer } from './preTokenizer';

export const GPT2: PreTokenizer = {
  names: [
    ...[
      'gpt-2',
      'phi-2',
      'mpt',
      'olmo',
      'jais',
      'exaone4',
      'trillion',
      'granite-docling',
      'mellum',
      'gigachat',
    ],
    ...['a.x-4.0', 'modern-bert', 'roberta-bpe', 'jina-es', 'jina-de', 'jina-v1-en', 'jina-v2-es'],
    ...['jina-v2-de', 'jina-v2-code'],
  ],
  patterns: [WORDS],
};
