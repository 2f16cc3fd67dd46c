import { tokenCounts } from '../collectors/tokenCounts';
import { entropyOf } from '../entropy';
import { type MetricValue, quotient, refusedValue, type SampleMetric, valueOf } from '../metric';
import { vocabularyEntries } from '../vocabulary/entries';

const TOO_FEW = 'the sample has fewer than two different tokens';

export const capacityUtilisation: SampleMetric = {
  id: 'capacityUtilisation',
  name: 'Capacity utilisation',
  definition:
    'Entropy of a token (as observed) divided by the most it could be with this vocabulary, log2 |V|, and with the ' +
    'part of it that the sample uses; redundancy is what is missing to 1.',
  source: 'our definition, after the question of arXiv 2601.09039',
  ours: true,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    return () => {
      const { plugIn, distinct } = entropyOf(counts.counts);
      const size = vocabularyEntries(sample.tokenizer).length;
      const whole = distinct < 2 ? 0 : Math.log2(size);
      const used = distinct < 2 ? 0 : Math.log2(distinct);
      const redundancy: MetricValue =
        distinct < 2
          ? refusedValue('redundancy', 'redundancy', 'share', TOO_FEW)
          : valueOf('redundancy', 'redundancy', 1 - plugIn / whole, 'share');
      return {
        values: [
          quotient('vocabulary', 'of the vocabulary', [plugIn, whole], 'share', TOO_FEW),
          quotient('used', 'of the tokens used', [plugIn, used], 'share', TOO_FEW),
          redundancy,
          valueOf('tokensUsed', 'different tokens used', distinct, 'tokens'),
          valueOf('vocabularySize', 'tokens of the vocabulary', size, 'tokens'),
        ],
      };
    };
  },
};
