import { deflatedSizes } from '../collectors/deflatedSizes';
import { NO_TOKENS, quotient, type SampleMetric } from '../metric';

export const zlib: SampleMetric = {
  id: 'zlib',
  name: 'After zlib',
  definition:
    'What a byte of the text takes when zlib (DEFLATE, default level) packs the text, and when it packs the token ids ' +
    'written in LEB128: what the tokens leave for a second compressor.',
  source: 'our comparison',
  ours: true,
  prepare(sample) {
    const sizes = sample.collect(deflatedSizes);
    return async () => {
      const [text, ids] = await Promise.all([sizes.text.end(), sizes.ids.end()]);
      const { plain } = sizes.text;
      const value = (key: string, label: string, part: number, whole: number) =>
        quotient(key, label, [part, whole], 'ratio', NO_TOKENS);
      return {
        values: [
          quotient('text', 'text', [8 * text, plain], 'bits per byte', NO_TOKENS),
          quotient('ids', 'token ids', [8 * ids, plain], 'bits per byte', NO_TOKENS),
          value('idsToText', 'token ids to text', plain === 0 ? 0 : ids, plain === 0 ? 0 : text),
        ],
      };
    };
  },
};
