import { tokenCounts } from '../collectors/tokenCounts';
import { renyiEntropy } from '../entropy';
import { NO_TOKENS, quotient, type SampleMetric } from '../metric';
import { vocabularyEntries } from '../vocabulary/entries';

/** The order that is common for tokenizers. */
const ALPHA = 2.5;

export const renyi: SampleMetric = {
  id: 'renyi',
  name: 'Rényi efficiency',
  definition:
    'Rényi entropy of order 2.5 of the tokens, divided by log2 |V|: near 1 where no tokens are much more frequent ' +
    'than the others.',
  source: 'standard definition of the Rényi entropy; order 2.5 is a common choice for tokenizers',
  ours: false,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    return () => {
      const most = counts.tokens === 0 ? 0 : Math.log2(vocabularyEntries(sample.tokenizer).length);
      return {
        values: [quotient('', '', [renyiEntropy(counts.counts, ALPHA), most], 'share', NO_TOKENS)],
      };
    };
  },
};
