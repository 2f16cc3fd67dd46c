import type { FimFamily } from '../format';

/** Qwen2.5-Coder and Qwen3-Coder (both prompts are of the models' own README). */
export const qwen: FimFamily = {
  name: 'qwen',
  pieces: [['<|fim_prefix|>'], 'head', ['<|fim_suffix|>'], 'suffix', ['<|fim_middle|>'], 'tail'],
  files: {
    place: 'start',
    begin: [['<|repo_name|>'], '{repository}\n'],
    file: [['<|file_sep|>'], '{path}\n{text}'],
    current: [['<|file_sep|>'], '{path}\n'],
  },
  stops: ['<|fim_pad|>', '<|repo_name|>', '<|file_sep|>', '<|endoftext|>', '<|im_start|>', '<|im_end|>'],
  recognises: ({ has }) => has('<|file_sep|>') && has('<|repo_name|>'),
};
