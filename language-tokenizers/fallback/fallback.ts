import { BYTE_CHARACTERS } from '../normalize/byteLevel';
import { createNormalizer } from '../normalize/registry';
import { PipelineTokenizer } from '../pipeline/pipelineTokenizer';
import { WordLevelModel } from '../pipeline/wordLevelModel';
import type { Fallback } from '../tokenizerJson/compile';
import { TokenizerFileError } from '../tokenizerJson/error';
import type { BpeJson, WordLevelJson } from '../tokenizerJson/models';
import type { PreTokenizerJson } from '../tokenizerJson/parts';
import type { TokenizerJson } from '../tokenizerJson/tokenizerJson';
import { Unsupported } from '../tokenizerJson/unsupported';
import { HuggingFaceModel } from './huggingFaceModel';
import { fallbackPreTokenizer } from './preTokenizer';

/**
 * Makes the tokenizers that our engine does not cover: with the stages of our pipeline, which have exact offsets, and
 * the byte-pair model of Hugging Face's JavaScript library, which is loaded for that only. Rejects with a
 * TokenizerFileError for what that does not cover either.
 */
export const fallback: Fallback = async ({ name }, json, reason) => {
  try {
    switch (json.model.type) {
      case 'BPE':
        return await byLibrary(name, json, json.model);
      case 'WordLevel':
        return byWords(name, json, json.model);
      case 'Unigram':
      case 'WordPiece':
        throw new Unsupported(reason);
    }
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    throw new TokenizerFileError(`The tokenizer file has ${error.message}, which is not supported.`, {
      cause: error,
    });
  }
};

/** Parts that the library asks for, all left out. */
const NONE = { added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null };

async function byLibrary(name: string, json: TokenizerJson, model: BpeJson): Promise<PipelineTokenizer> {
  // The library passes over these without a word.
  if (model.continuing_subword_prefix !== '')
    throw new Unsupported('tokens with a mark of going on with a word');
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const { exact, split } = fallbackPreTokenizer(json.pre_tokenizer, (stage) => {
    try {
      return (
        new Tokenizer({ ...NONE, model: { type: 'BPE', vocab: {}, merges: [] }, pre_tokenizer: stage }, {})
          .pre_tokenizer ?? undefined
      );
    } catch {
      return undefined;
    }
  });
  const library = new Tokenizer({ ...NONE, model: { ...(json.raw['model'] as object), type: 'BPE' } }, {});
  // The library merges first, and leaves out then.
  const leavesOutBytes =
    model.unk_token === undefined && isByteLevel(json.pre_tokenizer) && !hasAllBytes(model);
  return new PipelineTokenizer({
    name,
    engine: 'huggingface',
    // Dropout makes the reference's ids random; without it they are the likeliest ones.
    exact: exact && !model.dropout && !leavesOutBytes,
    addedTokens: json.added_tokens,
    normalizer: createNormalizer(json.normalizer),
    preTokenizer: split,
    model: new HuggingFaceModel(library, model, isByteLevel(json.pre_tokenizer)),
  });
}

function byWords(name: string, json: TokenizerJson, model: WordLevelJson): PipelineTokenizer {
  const ids = new Map(Object.entries(model.vocab));
  const unknown = ids.get(model.unk_token);
  if (unknown === undefined)
    throw new TokenizerFileError(
      `The tokenizer file's vocabulary has no ${model.unk_token}, its unknown token.`,
    );
  return new PipelineTokenizer({
    name,
    addedTokens: json.added_tokens,
    normalizer: createNormalizer(json.normalizer),
    preTokenizer: fallbackPreTokenizer(json.pre_tokenizer, () => undefined).split,
    model: new WordLevelModel(ids, unknown),
  });
}

function hasAllBytes({ vocab }: BpeJson): boolean {
  return BYTE_CHARACTERS.every((character) => Object.hasOwn(vocab, character));
}

function isByteLevel(stage: PreTokenizerJson | undefined): boolean {
  if (stage?.type === 'Sequence') return stage.pretokenizers.some(isByteLevel);
  return stage?.type === 'ByteLevel';
}
