import type { FimFamily } from '../format';

/**
 * Granite Code and the first StarCoder, whose vocabulary and format Granite took over
 * (control tokens <filename> and <reponame>, no <file_sep>).
 */
export const granite: FimFamily = {
  name: 'granite',
  pieces: [['<fim_prefix>'], 'head', ['<fim_suffix>'], 'suffix', ['<fim_middle>'], 'tail'],
  files: {
    place: 'start',
    begin: [['<reponame>'], '{repository}'],
    file: [['<filename>'], '{path}\n{text}'],
    current: [['<filename>'], '{path}\n'],
  },
  stops: ['<fim_pad>', '<filename>', '<reponame>', '<|endoftext|>'],
  recognises: ({ has }) => has('<filename>') && has('<reponame>'),
};
