import { WORDS, type PreTokenizer } from './preTokenizer';

export const FALCON: PreTokenizer = {
  names: ['falcon'],
  patterns: ['[\\p{P}\\$\\+<=>\\^~\\|`]+', WORDS, '[0-9][0-9][0-9]'],
};

/** What llama.cpp takes where a file names no pre-tokenizer: files of before 2024. */
export const DEFAULT: PreTokenizer = {
  names: ['default', ''],
  patterns: [String.raw`[\p{P}\$\+<=>\^~\|]+`, WORDS, String.raw`\p{N}+`, '[0-9][0-9][0-9]'],
};
