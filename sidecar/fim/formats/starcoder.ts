import type { FimFamily } from '../format';

/** StarCoder2: its files are parted by <file_sep>, which also ends a completion. */
export const starcoder: FimFamily = {
  name: 'starcoder',
  pieces: [['<fim_prefix>'], 'head', ['<fim_suffix>'], 'suffix', ['<fim_middle>'], 'tail'],
  files: {
    place: 'start',
    begin: [['<repo_name>'], '{repository}'],
    file: [['<file_sep>'], '{path}\n{text}'],
    current: [['<file_sep>']],
  },
  stops: ['<file_sep>', '<repo_name>', '<fim_pad>', '<|endoftext|>'],
  recognises: ({ has }) => has('<file_sep>'),
};
