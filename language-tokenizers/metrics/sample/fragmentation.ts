import { identifierWords } from '../../text/identifierWords';
import { identifierTable, type IdentifierTable } from '../collectors/identifierTable';
import { NO_IDENTIFIERS, quotient, type SampleMetric, valueOf } from '../metric';

export const fragmentation: SampleMetric = {
  id: 'fragmentation',
  name: 'Fragmentation of identifiers',
  definition:
    'Tokens that have some part of an identifier, for each identifier and for each of its words, and the share of ' +
    'identifiers that are one token and nothing but white space with it.',
  source: 'our definition, after the subtokens per identifier of arXiv 2507.14423',
  ours: true,
  prepare(sample) {
    const table = sample.collect(identifierTable);
    return () => {
      const { occurrences, singles, inLarger, tokens, records } = table;
      const { words, oneToken, straight } = byName(table);
      const value = (key: string, label: string, part: number, whole: number, unit: 'tokens' | 'share') =>
        quotient(key, label, [part, whole], unit, NO_IDENTIFIERS);
      return {
        values: [
          value('tokensPerIdentifier', 'tokens of an identifier', tokens, occurrences, 'tokens'),
          value('tokensPerWord', 'tokens of a word of it', straight, words, 'tokens'),
          value('oneToken', 'one token, by occurrence', singles, occurrences, 'share'),
          value('oneTokenNames', 'one token wherever it stands, by name', oneToken, records.size, 'share'),
          value('inLarger', 'inside a larger token', inLarger, occurrences, 'share'),
          valueOf('identifiers', 'occurrences', occurrences, 'count'),
          valueOf('names', 'different identifiers', records.size, 'count'),
        ],
      };
    };
  },
};

/** Of the names that the table has. */
function byName({ records }: IdentifierTable): { words: number; oneToken: number; straight: number } {
  let words = 0;
  let oneToken = 0;
  let straight = 0;
  for (const [name, { occurrences, singles, encodings }] of records) {
    if (singles === occurrences) oneToken++;
    words += occurrences * Math.max(1, identifierWords(name).length);
    for (const [key, times] of encodings) {
      straight += times * (typeof key === 'number' ? 1 : key.split(' ').length);
    }
  }
  return { words, oneToken, straight };
}
