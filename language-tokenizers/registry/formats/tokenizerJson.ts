import { compile } from '../compile';
import { isJsonObject, type TokenizerFormat } from './format';

/** Hugging Face's tokenizer.json. */
export const TOKENIZER_JSON: TokenizerFormat = {
  fileNames: ['tokenizer.json', 'models/tokenizer.json'],
  matches: isJsonObject,
  async open(file, names, cache) {
    const digested = file.read(0, file.size);
    return { tokenizer: await compile(() => digested, names, digested, cache), digested };
  },
};
