import { PipelineTokenizer } from '../pipeline/pipelineTokenizer';
import { createPreTokenizer } from '../pipeline/preTokenizer';
import { createNormalizer } from '../normalize/registry';
import { TokenizerFileError } from '../tokenizerJson/error';
import type { UnigramJson } from '../tokenizerJson/models';
import type { TokenizerJson } from '../tokenizerJson/tokenizerJson';
import { Unsupported } from '../tokenizerJson/unsupported';
import { UnigramModel } from './unigramModel';

/**
 * The tokenizer of a tokenizer.json with a unigram model. Throws a TokenizerFileError for a file that is wrong, and an
 * Unsupported for one with parts that only the fallback has.
 */
export function compileUnigram(name: string, json: TokenizerJson, model: UnigramJson): PipelineTokenizer {
  const { byte_fallback: byteFallback, unk_id: unknown, vocab: pieces } = model;
  if (unknown === undefined) throw new Unsupported('a unigram model without an unknown piece');
  if (unknown >= pieces.length)
    throw new TokenizerFileError(`The tokenizer file's unknown piece ${unknown} is not in its vocabulary.`);
  return new PipelineTokenizer({
    name,
    addedTokens: json.added_tokens,
    normalizer: createNormalizer(json.normalizer),
    preTokenizer: createPreTokenizer(json.pre_tokenizer),
    model: new UnigramModel({ pieces, unknown, byteFallback }),
  });
}
