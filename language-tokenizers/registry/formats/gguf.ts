import { tokenizerJsonOf } from '../../gguf/convert';
import { GgufError } from '../../gguf/error';
import { readGgufVocabulary } from '../../gguf/vocabulary';
import { compile } from '../compile';
import type { TokenizerFormat } from './format';

const MAGIC = [0x47, 0x47, 0x55, 0x46];

/** The vocabulary that a model's GGUF file carries; its weights are not read. */
export const GGUF: TokenizerFormat = {
  fileNames: [],
  matches: (start) => MAGIC.every((byte, i) => start[i] === byte),
  async open(file, names) {
    try {
      const vocabulary = readGgufVocabulary(file);
      const tokenizer = await compile(tokenizerJsonOf(vocabulary), names);
      return { tokenizer, digested: file.read(0, vocabulary.metadataBytes).slice() };
    } catch (error) {
      if (error instanceof GgufError) throw new Error(`It ${error.message}.`, { cause: error });
      throw error;
    }
  },
};
