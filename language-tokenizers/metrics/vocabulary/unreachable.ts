import { quotient, type VocabularyMetric, valueOf } from '../metric';
import { type Reach, reachOf } from '../reachable';
import { tokenText } from '../tokenText';
import { vocabularyEntries, type VocabularyEntry } from './entries';

const SHOWN = 20;

export const unreachable: VocabularyMetric = {
  id: 'unreachable',
  name: 'Unreachable entries',
  definition:
    'Entries whose own text is encoded as something else, encode(decode(id)) ≠ [id]. Fragments of characters have no ' +
    'text of their own, and special tokens are made only when asked: neither counts.',
  source: 'our definition, after arXiv 2601.14658',
  ours: true,
  measure(tokenizer) {
    const counts: Record<Reach, number> = { reached: 0, unreached: 0, fragment: 0, special: 0 };
    const found: VocabularyEntry[] = [];
    for (const entry of vocabularyEntries(tokenizer)) {
      const reach = reachOf(tokenizer, entry);
      counts[reach]++;
      if (reach === 'unreached' && found.length < SHOWN) found.push(entry);
    }
    const tested = counts.reached + counts.unreached;
    return {
      values: [
        valueOf('count', 'entries', counts.unreached, 'tokens'),
        quotient(
          'share',
          'of those with a text',
          [counts.unreached, tested],
          'share',
          'no entry has a text of its own',
        ),
        valueOf('fragments', 'fragments of characters', counts.fragment, 'tokens'),
        valueOf('special', 'special tokens', counts.special, 'tokens'),
      ],
      examples: [
        {
          key: 'first',
          label: 'the first of them',
          rows: found.map(({ id, text }) => ({
            id,
            text: text!,
            becomes: [...tokenizer.encode(text!).ids].map((one) => tokenText(tokenizer, one)).join('|'),
          })),
        },
      ],
    };
  },
};
