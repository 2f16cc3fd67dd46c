import type { Tokenizer } from '../../bpe/tokenizer';
import { tokenizerJsonOf } from '../../gguf/convert';
import { GgufError } from '../../gguf/error';
import { completeBytes } from '../../gguf/missingBytes';
import { OmittingTokenizer } from '../../gguf/omittingTokenizer';
import { readGgufVocabulary, type GgufVocabulary } from '../../gguf/vocabulary';
import { compile } from '../compile';
import type { Names, TokenizerFormat } from './format';

const MAGIC = [0x47, 0x47, 0x55, 0x46];

/** The vocabulary that a model's GGUF file carries; its weights are not read. */
export const GGUF: TokenizerFormat = {
  fileNames: [],
  matches: (start) => MAGIC.every((byte, i) => start[i] === byte),
  async open(file, names) {
    try {
      const vocabulary = readGgufVocabulary(file);
      const tokenizer = await tokenizerOf(vocabulary, names);
      return { tokenizer, digested: file.read(0, vocabulary.metadataBytes).slice() };
    } catch (error) {
      if (error instanceof GgufError) throw new Error(`It ${error.message}.`, { cause: error });
      throw error;
    }
  },
};

async function tokenizerOf(vocabulary: GgufVocabulary, names: Names): Promise<Tokenizer> {
  const json = tokenizerJsonOf(vocabulary);
  const { length } = vocabulary.tokens;
  const completed = vocabulary.model === 'gpt2' ? completeBytes(json, length) : undefined;
  if (!completed) return compile(json, names);
  return new OmittingTokenizer(await compile(completed.json, names), completed, length);
}
