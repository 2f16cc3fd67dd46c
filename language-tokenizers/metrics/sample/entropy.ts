import { tokenCounts } from '../collectors/tokenCounts';
import { GRAM_LIMIT, tokenGrams } from '../collectors/tokenGrams';
import { conditionalEntropy, type Entropy, entropyOf } from '../entropy';
import { type MetricValue, refusedValue, type SampleMetric, valueOf } from '../metric';

/** Observations for each different context below which an entropy says more of the sample than of the code. */
const OBSERVATIONS_PER_CONTEXT = 50;

/** H1 to H3 of the tokens: Shannon's F1 to F3. */
export const entropy: SampleMetric = {
  id: 'entropy',
  name: 'Entropy of a token',
  definition:
    'Bits that a token carries when nothing is known (H1), when the token before it is (H2), and the two before it ' +
    '(H3), each with the bias correction of Miller and Madow.',
  source: 'standard definition (Shannon 1951; Miller 1955)',
  ours: false,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    const grams = sample.collect(tokenGrams);
    return () => {
      const { pairs, triples, vocabularySize } = grams;
      const contexts = pairs.countsOfFirsts(vocabularySize);
      const values = [
        // Nothing known is one context.
        ...orderValues(1, 'nothing known', { ...entropyOf(counts.counts), contexts: 1 }, false),
        ...orderValues(
          2,
          'one token before',
          withContexts(conditionalEntropy(pairs.counts, contexts)),
          pairs.isFull,
        ),
        ...orderValues(
          3,
          'two tokens before',
          withContexts(conditionalEntropy(triples.counts, triples.countsOfFirsts(pairs.size))),
          pairs.isFull || triples.isFull,
        ),
      ];
      return { values };
    };
  },
};

type OrderEntropy = Entropy & { readonly contexts: number };

function withContexts(found: Entropy): OrderEntropy {
  return { ...found, contexts: found.distinct };
}

function orderValues(order: number, known: string, found: OrderEntropy, isFull: boolean): MetricValue[] {
  const needed = OBSERVATIONS_PER_CONTEXT * Math.max(1, found.contexts);
  const [key, label] = [`h${order}`, `H${order}, ${known}`];
  const uncorrected = [`h${order}Uncorrected`, `H${order}, not corrected`] as const;
  let reason: string | undefined;
  if (isFull) reason = `more than ${GRAM_LIMIT} different runs of ${order} tokens`;
  else if (found.total < needed)
    reason = `${found.total} tokens are too few: ${found.contexts} contexts need ${needed}`;
  if (reason !== undefined)
    return [refusedValue(key, label, 'bits', reason), refusedValue(...uncorrected, 'bits', reason)];
  return [
    valueOf(key, label, found.corrected, 'bits'),
    valueOf(uncorrected[0], uncorrected[1], found.plugIn, 'bits'),
  ];
}
