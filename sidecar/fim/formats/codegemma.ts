import type { FimFamily } from '../format';

/** CodeGemma: Qwen's spelling of the markers, but another separator between files. */
export const codegemma: FimFamily = {
  name: 'codegemma',
  pieces: [['<|fim_prefix|>'], 'head', ['<|fim_suffix|>'], 'suffix', ['<|fim_middle|>'], 'tail'],
  files: {
    place: 'start',
    begin: [],
    file: ['{path}\n{text}', ['<|file_separator|>']],
    current: ['{path}\n'],
  },
  stops: ['<|file_separator|>', '<eos>', '<end_of_turn>'],
  recognises: ({ has, architecture }) => has('<|file_separator|>') && architecture.startsWith('gemma'),
};
