import { quotient, type VocabularyMetric, valueOf } from '../metric';
import { vocabularyEntries } from './entries';

export const size: VocabularyMetric = {
  id: 'size',
  name: 'Size',
  definition: 'Tokens of the vocabulary, special ones among them, and their mean length.',
  source: 'standard definition',
  ours: false,
  measure(tokenizer) {
    const entries = vocabularyEntries(tokenizer);
    const plain = entries.filter(({ special }) => !special);
    const bytes = plain.reduce((sum, one) => sum + one.bytes.length, 0);
    const longest = plain.reduce((most, one) => Math.max(most, one.bytes.length), 0);
    const noTokens = 'the vocabulary has no tokens';
    return {
      values: [
        valueOf('tokens', 'tokens', entries.length, 'tokens'),
        valueOf('special', 'special tokens', entries.length - plain.length, 'tokens'),
        quotient('meanBytes', 'mean length', [bytes, plain.length], 'bytes per token', noTokens),
        valueOf('longestBytes', 'longest', longest, 'bytes per token'),
      ],
    };
  },
};
