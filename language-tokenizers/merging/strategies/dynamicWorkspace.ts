import type { BpeTokenizer } from '../../bpe/bpeTokenizer';
import type { MergeList } from '../learning/mergeList';
import { everyToken, tokenPieces } from '../pieces';
import { SequenceBuilder, sequenceOf } from '../learning/symbolSequence';
import type { Strategy } from '../strategy';
import type { TokenizedText } from '../tokenizedText';
import { withPretokens } from './dynamic/boundary';
import { learnDynamic, MERGES, PUBLISHED, unavailable } from './dynamic/learn';

/** Dynamic tokenization with all files as the batch; its merges then count files that were not in it, too. */
export function dynamicWorkspace(merges = MERGES): Strategy {
  return {
    id: 'dynamic-workspace',
    name: 'Dynamic tokenization, all files',
    about: `The pairs of tokens that are most frequent in all files become one, up to ${merges.toLocaleString('en')} times, within pre-tokens.`,
    learns: 'corpus',
    published: PUBLISHED,
    needsUnits: false,
    unavailable,
    prepare: (corpus) => {
      const learned = learn(corpus, merges);
      return (text) =>
        learned && withPretokens(text.tokenizer) === learned.tokenizer
          ? tokenPieces(text, learned.list.apply(sequenceOf(text.tokens.ids)))
          : everyToken(text);
    },
  };
}

/** Texts of one tokenizer, the first's; as many of them as learning has room for. */
function learn(
  corpus: Iterable<TokenizedText>,
  merges: number,
): { readonly tokenizer: BpeTokenizer; readonly list: MergeList } | undefined {
  const builder = new SequenceBuilder();
  let tokenizer: BpeTokenizer | undefined;
  for (const text of corpus) {
    tokenizer ??= withPretokens(text.tokenizer);
    if (text.tokenizer === tokenizer && !builder.add(text.tokens.ids)) break;
  }
  return tokenizer && { tokenizer, list: learnDynamic(builder.build(), tokenizer, merges).list };
}
