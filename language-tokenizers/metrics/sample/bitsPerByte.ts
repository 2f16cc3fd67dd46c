import { tokenCounts } from '../collectors/tokenCounts';
import { entropyOf } from '../entropy';
import { NO_TOKENS, quotient, type SampleMetric } from '../metric';
import { vocabularyEntries } from '../vocabulary/entries';

export const bitsPerByte: SampleMetric = {
  id: 'bitsPerByte',
  name: 'Bits per byte',
  definition:
    'What a byte of the text takes when each token is written with the bits of its own frequency in the sample ' +
    '(zero-order code, T · H1 / bytes), and when each takes log2 of the vocabulary (fixed length).',
  source: 'standard definition; entropy as observed, without bias correction',
  ours: false,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    return () => {
      const { bytes, tokens } = counts;
      const fixed = Math.log2(vocabularyEntries(sample.tokenizer).length);
      const value = (key: string, label: string, bits: number) =>
        quotient(key, label, [tokens * bits, bytes], 'bits per byte', NO_TOKENS);
      return {
        values: [
          value('zeroOrder', 'zero-order code', entropyOf(counts.counts).plugIn),
          value('fixedLength', 'fixed-length code', fixed),
        ],
      };
    };
  },
};
