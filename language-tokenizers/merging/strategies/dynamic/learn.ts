import type { BpeTokenizer } from '../../../bpe/bpeTokenizer';
import { learnMerges, type LearnedMerges } from '../../learning/learnMerges';
import { SymbolBytes } from '../../learning/symbolBytes';
import type { SymbolSequence } from '../../learning/symbolSequence';
import type { Published } from '../../strategy';
import type { TokenizedText } from '../../tokenizedText';
import { pretokenRule, withPretokens } from './boundary';

/** The published code's own default. */
export const MERGES = 1000;

export const PUBLISHED: Published = {
  figure: 'over 20 % shorter on average over 14 languages (XLM-R)',
  source: 'Retrofitting language models with dynamic tokenization (abstract)',
};

/** Learns up to `merges` merges of a batch, as dynamic tokenization does. */
export function learnDynamic(
  sequence: SymbolSequence,
  tokenizer: BpeTokenizer,
  merges: number,
): LearnedMerges {
  const bytes = new SymbolBytes(tokenizer);
  const allows = pretokenRule(tokenizer);
  const specials = new Set(tokenizer.specialTokens.values());
  return learnMerges(sequence, {
    merges,
    isValid: (left, right) =>
      !specials.has(left) && !specials.has(right) && allows(bytes.of(left) + bytes.of(right)),
    join: (left, right) => bytes.join(left, right),
  });
}

/** Why dynamic tokenization can't be had. */
export function unavailable({ tokenizer }: TokenizedText): string | undefined {
  if (withPretokens(tokenizer)) return undefined;
  return `${tokenizer.name} does not say what its pre-tokens are, which nothing may be merged across.`;
}
