import { idsOf, identifierTable, type IdentifierRecord } from '../collectors/identifierTable';
import { type MetricExamples, NO_IDENTIFIERS, quotient, type SampleMetric, valueOf } from '../metric';
import { tokenText } from '../tokenText';

const SHOWN = 20;
const SHOWN_ENCODINGS = 4;

export const encodings: SampleMetric = {
  id: 'encodings',
  name: 'Encodings of an identifier',
  definition:
    'How many different token sequences one identifier has in the sample, by what stands around it: a model meets it ' +
    'under as many spellings.',
  source: 'our check of what arXiv 2601.14658 calls non-unique encodings',
  ours: true,
  prepare(sample) {
    const table = sample.collect(identifierTable);
    return () => {
      const records = [...table.records];
      // What stands once can't have two encodings.
      const repeated = records.filter(([, { occurrences }]) => occurrences > 1);
      const several = repeated.filter(([, record]) => record.encodings.size > 1);
      const sum = repeated.reduce((all, [, record]) => all + record.encodings.size, 0);
      const most = records.reduce((max, [, record]) => Math.max(max, record.encodings.size), 0);
      return {
        values: [
          quotient('mean', 'mean of the repeated ones', [sum, repeated.length], 'count', NO_IDENTIFIERS),
          quotient(
            'several',
            'repeated ones with more than one',
            [several.length, repeated.length],
            'share',
            NO_IDENTIFIERS,
          ),
          valueOf('most', 'most of one', most, 'count'),
          valueOf('leftOut', 'occurrences of names left out', table.leftOut, 'count'),
        ],
        examples: [worst(several, (id) => tokenText(sample.tokenizer, id))],
      };
    };
  },
};

function worst(
  several: readonly (readonly [string, IdentifierRecord])[],
  textOf: (id: number) => string,
): MetricExamples {
  const order = several.toSorted(
    ([a, one], [b, other]) =>
      other.encodings.size - one.encodings.size || other.occurrences - one.occurrences || (a < b ? -1 : 1),
  );
  const rows = order.slice(0, SHOWN).map(([identifier, { occurrences, encodings: found }]) => ({
    identifier,
    encodings: found.size,
    occurrences,
    tokens: [...found]
      .sort(([, a], [, b]) => b - a)
      .slice(0, SHOWN_ENCODINGS)
      .map(([key]) => idsOf(key).map(textOf).join('|'))
      .join('  '),
  }));
  return { key: 'worst', label: 'identifiers with the most encodings', rows };
}
