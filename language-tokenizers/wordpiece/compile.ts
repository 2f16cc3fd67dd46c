import { createNormalizer } from '../normalize/registry';
import { PipelineTokenizer } from '../pipeline/pipelineTokenizer';
import { createPreTokenizer } from '../pipeline/preTokenizer';
import { TokenizerFileError } from '../tokenizerJson/error';
import type { WordPieceJson } from '../tokenizerJson/models';
import type { TokenizerJson } from '../tokenizerJson/tokenizerJson';
import { WordPieceModel } from './wordPieceModel';

/**
 * The tokenizer of a tokenizer.json with a WordPiece model. Throws a TokenizerFileError for a file that is wrong, and
 * an Unsupported for one with parts that only the fallback has.
 */
export function compileWordPiece(name: string, json: TokenizerJson, model: WordPieceJson): PipelineTokenizer {
  const tokens = new Map(Object.entries(model.vocab));
  const unknown = tokens.get(model.unk_token);
  if (unknown === undefined)
    throw new TokenizerFileError(
      `The tokenizer file's vocabulary has no ${model.unk_token}, its unknown token.`,
    );
  return new PipelineTokenizer({
    name,
    addedTokens: json.added_tokens,
    normalizer: createNormalizer(json.normalizer),
    preTokenizer: createPreTokenizer(json.pre_tokenizer),
    model: new WordPieceModel({
      tokens,
      unknown,
      prefix: model.continuing_subword_prefix,
      maxWordLength: model.max_input_chars_per_word,
    }),
  });
}
