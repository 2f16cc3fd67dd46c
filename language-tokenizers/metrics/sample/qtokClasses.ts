import { tokenCounts } from '../collectors/tokenCounts';
import { NO_TOKENS, type SampleMetric } from '../metric';
import { ClassCounts } from '../qtok/classCounts';
import { classify } from '../qtok/classify';
import { vocabularyEntries } from '../vocabulary/entries';

export const qtokClasses: SampleMetric = {
  id: 'qtok',
  name: "Qtok's classes, of the tokens used",
  definition:
    'Shares of the twelve classes by which Qtok sorts a vocabulary, among the different tokens that the sample uses and ' +
    'among its tokens.',
  source: "Qtok's rules, applied to the tokens used (ours)",
  ours: true,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    return () => {
      const types = new ClassCounts();
      const occurrences = new ClassCounts();
      for (const { id, text } of vocabularyEntries(sample.tokenizer)) {
        const times = counts.counts[id]!;
        if (times === 0) continue;
        const found = classify(text);
        types.add(found);
        occurrences.add(found, times);
      }
      return {
        values: [
          ...types.values('', '', NO_TOKENS),
          ...occurrences.values('ByOccurrence', ', by occurrence', NO_TOKENS),
        ],
        examples: [types.byScript('scripts', 'different tokens by script')],
      };
    };
  },
};
