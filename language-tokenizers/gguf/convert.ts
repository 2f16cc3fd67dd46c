import { GgufError } from './error';
import { BERT_MODEL } from './models/bert';
import { GEMMA4_MODEL } from './models/gemma4';
import type { GgufModel } from './models/ggufModel';
import { GPT2_MODEL } from './models/gpt2';
import { LLAMA_MODEL } from './models/llama';
import { T5_MODEL } from './models/t5';
import type { TokenizerJson } from './tokenizerJson';
import type { GgufVocabulary } from './vocabulary';

const MODELS: readonly GgufModel[] = [GPT2_MODEL, LLAMA_MODEL, BERT_MODEL, T5_MODEL, GEMMA4_MODEL];

/**
 * The tokenizer.json that makes the same tokens as llama.cpp does with this vocabulary. Throws a {@link GgufError}
 * for a kind of vocabulary, or a way to split text, that is not known.
 */
export function tokenizerJsonOf(vocabulary: GgufVocabulary): TokenizerJson {
  const model = MODELS.find(({ names }) => names.includes(vocabulary.model));
  if (model) return model.convert(vocabulary);
  throw new GgufError('unsupported', `has a tokenizer of the kind "${vocabulary.model}", which is not known`);
}
