import { identifierTable } from '../collectors/identifierTable';
import {
  type MetricExamples,
  NO_IDENTIFIERS,
  quotient,
  refusedValue,
  type SampleMetric,
  valueOf,
} from '../metric';
import { log2, SegmentationCounter } from '../segmentations';

/** Longer names, in UTF-16 units, are left out. */
const LONGEST = 512;
const SHOWN = 10;
/** Up to here a number is exact. */
const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

const encoder = new TextEncoder();

export const segmentations: SampleMetric = {
  id: 'segmentations',
  name: 'Possible segmentations of an identifier',
  definition:
    'In how many ways the vocabulary could write an identifier, as log2, for each different identifier: all but one ' +
    'are sequences that decode to the same text and that encoding never gives.',
  source: 'our check of what arXiv 2601.14658 calls non-unique encodings',
  ours: true,
  prepare(sample) {
    const table = sample.collect(identifierTable);
    return () => {
      const counter = new SegmentationCounter(sample.tokenizer);
      const counted: { readonly name: string; readonly ways: bigint; readonly bits: number }[] = [];
      let length = 0;
      for (const name of table.records.keys()) {
        if (name.length > LONGEST) continue;
        const bytes = encoder.encode(name);
        const ways = counter.count(bytes);
        // A vocabulary without bytes has no tokens for some names.
        if (ways === 0n) continue;
        counted.push({ name, ways, bits: log2(ways) });
        length += bytes.length;
      }
      const bits = counted.reduce((sum, one) => sum + one.bits, 0);
      const most = counted.reduce((max, one) => Math.max(max, one.bits), 0);
      return {
        values: [
          quotient('meanBits', 'mean, log2', [bits, counted.length], 'bits', NO_IDENTIFIERS),
          quotient('bitsPerByte', 'for each byte of it', [bits, length], 'bits per byte', NO_IDENTIFIERS),
          counted.length === 0
            ? refusedValue('mostBits', 'most, log2', 'bits', NO_IDENTIFIERS)
            : valueOf('mostBits', 'most, log2', most, 'bits'),
        ],
        examples: [largest(counted)],
      };
    };
  },
};

function largest(
  counted: readonly { readonly name: string; readonly ways: bigint; readonly bits: number }[],
): MetricExamples {
  const rows = counted
    .toSorted((a, b) => b.bits - a.bits || (a.name < b.name ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ name, ways, bits }) => ({
      identifier: name,
      log2: bits,
      ...(ways <= EXACT && { segmentations: Number(ways) }),
    }));
  return { key: 'most', label: 'identifiers with the most', rows };
}
