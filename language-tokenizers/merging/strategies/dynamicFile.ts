import { everyToken, tokenPieces } from '../pieces';
import { sequenceOf } from '../learning/symbolSequence';
import type { Strategy } from '../strategy';
import { withPretokens } from './dynamic/boundary';
import { learnDynamic, MERGES, PUBLISHED, unavailable } from './dynamic/learn';

/** Dynamic tokenization with one file as the batch. */
export function dynamicFile(merges = MERGES): Strategy {
  return {
    id: 'dynamic-file',
    name: 'Dynamic tokenization, this file',
    about: `The pairs of tokens that are most frequent in the file become one, up to ${merges.toLocaleString('en')} times, within pre-tokens.`,
    learns: 'text',
    published: PUBLISHED,
    needsUnits: false,
    unavailable,
    prepare: () => (text) => {
      const tokenizer = withPretokens(text.tokenizer);
      if (!tokenizer) return everyToken(text);
      return tokenPieces(text, learnDynamic(sequenceOf(text.tokens.ids), tokenizer, merges).ends);
    },
  };
}
