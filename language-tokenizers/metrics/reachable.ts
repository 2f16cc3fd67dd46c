import type { Tokenizer } from '../bpe/tokenizer';
import type { VocabularyEntry } from './vocabulary/entries';

/**
 * What encoding the text of an entry says of it: 'reached' where encode(decode(id)) is [id], 'unreached' where it is
 * something else, 'fragment' where its bytes are no text by themselves, so that nothing can be said, and 'special'
 * for what text makes only when asked.
 */
export type Reach = 'reached' | 'unreached' | 'fragment' | 'special';

export function reachOf(tokenizer: Tokenizer, { id, text, special }: VocabularyEntry): Reach {
  if (special) return 'special';
  if (text === undefined) return 'fragment';
  const { ids, length } = tokenizer.encode(text);
  return length === 1 && ids[0] === id ? 'reached' : 'unreached';
}
