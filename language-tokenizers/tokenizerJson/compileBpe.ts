import type { BpeParts } from './bpeParts';
import { rankByteLevel } from './bpeVocabulary';
import { marksSpaces, SPACE_MARK } from './fastPlan';
import type { BpeJson } from './models';
import type { PreTokenizerJson } from './parts';
import { rankCharacters } from './sentencePiece/vocabulary';
import type { TokenizerJson } from './tokenizerJson';
import { Unsupported } from './unsupported';

/** Works out the parts of a byte-pair tokenizer. Throws an Unsupported for what our engine can't be. */
export function compileBpe(json: TokenizerJson & { readonly model: BpeJson }): BpeParts {
  const { model } = json;
  if (model.continuing_subword_prefix || model.end_of_word_suffix)
    throw new Unsupported('tokens with marks of where in a word they are');
  if (model.dropout) throw new Unsupported('dropout');
  const ranked = isByteLevel(json.pre_tokenizer)
    ? rankByteLevel(model, json.added_tokens)
    : rankCharacters(
        model,
        json.added_tokens,
        marksSpaces(json.normalizer, json.pre_tokenizer) ? SPACE_MARK : undefined,
      );
  return {
    ...ranked,
    ignoreMerges: model.ignore_merges,
    addedTokens: json.added_tokens,
    normalizer: json.normalizer,
    preTokenizer: json.pre_tokenizer,
  };
}

function isByteLevel(stage: PreTokenizerJson | undefined): boolean {
  if (stage?.type === 'Sequence') return stage.pretokenizers.some(isByteLevel);
  return stage?.type === 'ByteLevel';
}
