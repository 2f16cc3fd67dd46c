import type { TokenizerJson } from '../tokenizerJson';
import type { GgufVocabulary } from '../vocabulary';

/** Makes a tokenizer.json of one kind of vocabulary; throws a GgufError for what the file can't mean. */
export interface GgufModel {
  /** Values of tokenizer.ggml.model. */
  readonly names: readonly string[];
  readonly convert: (vocabulary: GgufVocabulary) => TokenizerJson;
}
