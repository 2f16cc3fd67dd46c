import type { Tokenizer } from '../../bpe/tokenizer';
import { tokenizerJsonOf } from '../../gguf/convert';
import { GgufError } from '../../gguf/error';
import { completeBytes } from '../../gguf/missingBytes';
import { OmittingTokenizer } from '../../gguf/omittingTokenizer';
import { readGgufVocabulary, type GgufVocabulary } from '../../gguf/vocabulary';
import { compile } from '../compile';
import type { TokenizerCache } from '../host';
import type { Names, TokenizerFormat } from './format';

const MAGIC = [0x47, 0x47, 0x55, 0x46];

/** The vocabulary that a model's GGUF file carries; its weights are not read. */
export const GGUF: TokenizerFormat = {
  fileNames: [],
  matches: (start) => MAGIC.every((byte, i) => start[i] === byte),
  async open(file, names, cache) {
    try {
      const vocabulary = readGgufVocabulary(file);
      const digested = file.read(0, vocabulary.metadataBytes).slice();
      return { tokenizer: await tokenizerOf(vocabulary, names, digested, cache), digested };
    } catch (error) {
      if (error instanceof GgufError) throw new Error(`It ${error.message}.`, { cause: error });
      throw error;
    }
  },
};

async function tokenizerOf(
  vocabulary: GgufVocabulary,
  names: Names,
  content: Uint8Array,
  cache: TokenizerCache | undefined,
): Promise<Tokenizer> {
  const json = tokenizerJsonOf(vocabulary);
  const { length } = vocabulary.tokens;
  const completed = vocabulary.model === 'gpt2' ? completeBytes(json, length) : undefined;
  const whole = await compile(() => completed?.json ?? json, names, content, cache);
  return completed ? new OmittingTokenizer(whole, completed, length) : whole;
}
