import { tokenCounts } from '../collectors/tokenCounts';
import { NO_TOKENS, quotient, type SampleMetric } from '../metric';
import { looksSpecial } from '../qtok/classify';
import { reachOf } from '../reachable';
import { tokenText } from '../tokenText';
import { vocabularyEntries } from '../vocabulary/entries';

const SHOWN = 20;

export const sticky: SampleMetric = {
  id: 'sticky',
  name: 'Suspects of sticky tokens',
  definition:
    'Tokens used that look special, are fragments of characters, or are not what their own text is encoded as: the ' +
    'kinds among which sticky tokens were found. Whether one is sticky only its embedding tells.',
  source: 'our stand-in for the test of arXiv 2507.18171, which needs an embedding model',
  ours: true,
  prepare(sample) {
    const counts = sample.collect(tokenCounts);
    return () => {
      const { tokenizer } = sample;
      let types = 0;
      const suspects: { readonly id: number; readonly why: string; readonly times: number }[] = [];
      for (const entry of vocabularyEntries(tokenizer)) {
        const times = counts.counts[entry.id]!;
        if (times === 0) continue;
        types++;
        const reach = reachOf(tokenizer, entry);
        const why =
          reach === 'reached' ? (looksSpecial(entry.text!) ? 'looks special' : undefined) : REASONS[reach];
        if (why !== undefined) suspects.push({ id: entry.id, why, times });
      }
      const times = suspects.reduce((sum, one) => sum + one.times, 0);
      const rows = suspects
        .toSorted((a, b) => b.times - a.times || a.id - b.id)
        .slice(0, SHOWN)
        .map((one) => ({ id: one.id, text: tokenText(tokenizer, one.id), why: one.why, times: one.times }));
      return {
        values: [
          quotient('types', 'of the different tokens', [suspects.length, types], 'share', NO_TOKENS),
          quotient('byOccurrence', 'by occurrence', [times, counts.tokens], 'share', NO_TOKENS),
        ],
        examples: [{ key: 'suspects', label: 'the most frequent', rows }],
      };
    };
  },
};

const REASONS = {
  unreached: 'its text is encoded otherwise',
  fragment: 'fragment of a character',
  special: 'special',
} as const;
