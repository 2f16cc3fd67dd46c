import type { PackedVocabulary } from '../bpe/vocabularyFormat';
import type { NormalizerJson, PreTokenizerJson } from './parts';
import type { AddedTokenJson } from './tokenizerJson';

/** What a byte-pair tokenizer is made of, worked out from a tokenizer.json; small enough to be kept. */
export interface BpeParts {
  readonly vocabulary: PackedVocabulary;
  /** Ranks from `vocabulary.mergeable` up to it are tokens of the model that merging can't make. */
  readonly modelSize: number;
  /** Those tokens are taken where a pre-token is one. */
  readonly ignoreMerges: boolean;
  readonly addedTokens: readonly AddedTokenJson[];
  readonly normalizer: NormalizerJson | undefined;
  readonly preTokenizer: PreTokenizerJson | undefined;
}
