import type { Tokenizer } from '../bpe/tokenizer';
import { compileUnigram } from '../unigram/compile';
import { compileWordPiece } from '../wordpiece/compile';
import { createBpe } from './bpeJsonTokenizer';
import type { TokenizerNames } from './bpeModel';
import { compileBpe } from './compileBpe';
import { TokenizerFileError } from './error';
import type { TokenizerJson } from './tokenizerJson';
import { Unsupported } from './unsupported';

/** Makes a tokenizer of what ours do not cover; `reason` says what that is. */
export type Fallback = (
  names: TokenizerNames,
  json: TokenizerJson,
  reason: string,
) => Tokenizer | Promise<Tokenizer>;

/**
 * The tokenizer of a tokenizer.json, by our own engine where that is exact and else by `fallback`. Rejects with a
 * TokenizerFileError for a file that is wrong, or that needs a fallback where there is none.
 */
export async function compileTokenizer(
  names: TokenizerNames,
  json: TokenizerJson,
  fallback?: Fallback,
): Promise<Tokenizer> {
  try {
    return compileOwn(names, json);
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    if (fallback) return fallback(names, json, error.message);
    throw new TokenizerFileError(`The tokenizer file has ${error.message}, which is not supported.`, {
      cause: error,
    });
  }
}

function compileOwn(names: TokenizerNames, json: TokenizerJson): Tokenizer {
  const { model } = json;
  switch (model.type) {
    case 'BPE':
      return createBpe(names, compileBpe({ ...json, model }));
    case 'Unigram':
      return compileUnigram(names.name, json, model);
    case 'WordPiece':
      return compileWordPiece(names.name, json, model);
    case 'WordLevel':
      throw new Unsupported('a model of whole words');
  }
}
