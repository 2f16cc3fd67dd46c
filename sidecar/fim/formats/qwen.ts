import type { FimFamily } from '../format';

/** Qwen2.5-Coder and Qwen3-Coder (the file-level prompt of the models' own README). */
export const qwen: FimFamily = {
  name: 'qwen',
  pieces: [['<|fim_prefix|>'], 'head', ['<|fim_suffix|>'], 'suffix', ['<|fim_middle|>'], 'tail'],
  stops: ['<|fim_pad|>', '<|repo_name|>', '<|file_sep|>', '<|endoftext|>', '<|im_start|>', '<|im_end|>'],
  recognises: ({ has }) => has('<|file_sep|>') && has('<|repo_name|>'),
};
