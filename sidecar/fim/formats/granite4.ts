import type { FimFamily } from '../format';

/** Granite 3.3 and 4: the older Granite format in the newer spelling. */
export const granite4: FimFamily = {
  name: 'granite',
  pieces: [['<|fim_prefix|>'], 'head', ['<|fim_suffix|>'], 'suffix', ['<|fim_middle|>'], 'tail'],
  files: {
    place: 'start',
    begin: [['<|reponame|>'], '{repository}'],
    file: [['<|filename|>'], '{path}\n{text}'],
    current: [['<|filename|>'], '{path}\n'],
  },
  stops: ['<|fim_pad|>', '<|filename|>', '<|reponame|>', '<|end_of_text|>', '<|start_of_role|>'],
  recognises: ({ has, architecture }) => architecture.startsWith('granite') && !has('<|file_separator|>'),
};
