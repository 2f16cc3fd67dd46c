import { tokenCounts } from '../collectors/tokenCounts';
import { NO_TOKENS, quotient, type SampleMetric } from '../metric';

export const bytesPerToken: SampleMetric = {
  id: 'bytesPerToken',
  name: 'Bytes per token',
  definition: 'Bytes of the texts in UTF-8, divided by their tokens.',
  source: 'standard definition',
  ours: false,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    return () => ({
      values: [quotient('', '', [counts.bytes, counts.tokens], 'bytes per token', NO_TOKENS)],
    });
  },
};
