import { WORDS, type PreTokenizer } from './preTokenizer';

/** GPT-2's, after each digit was cut out. */
export const STARCODER: PreTokenizer = {
  names: ['starcoder', 'refact', 'command-r', 'smollm', 'codeshell', 'exaone', 'minerva-7b', 'mellum2'],
  patterns: [String.raw`\p{N}`, WORDS],
};
