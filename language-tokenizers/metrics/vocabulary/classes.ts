import type { VocabularyMetric } from '../metric';
import { ClassCounts } from '../qtok/classCounts';
import { vocabularyEntries } from './entries';

export const classes: VocabularyMetric = {
  id: 'qtok',
  name: "Qtok's classes",
  definition:
    'Shares of twelve classes of tokens: a single character, one after a blank or inside a word; of one script or not; ' +
    'control tokens, single bytes, and what is no text.',
  source: "Qtok's rules; scripts by Unicode's Script property in place of character names",
  ours: false,
  measure(tokenizer) {
    const counts = new ClassCounts();
    for (const { text } of vocabularyEntries(tokenizer)) counts.addText(text);
    return {
      values: counts.values('', '', 'the vocabulary has no tokens'),
      examples: [counts.byScript('scripts', 'tokens by script')],
    };
  },
};
