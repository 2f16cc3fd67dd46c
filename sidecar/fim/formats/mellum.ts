import type { FimFamily } from '../format';

/**
 * JetBrains Mellum: Granite's vocabulary, so that only the name tells it apart, but trained with the suffix
 * first and a file name before it (model card of Mellum-4b-base).
 */
export const mellum: FimFamily = {
  name: 'mellum',
  pieces: [
    ['<filename>'],
    'path',
    ['<fim_suffix>'],
    'suffix',
    ['<fim_prefix>'],
    'head',
    ['<fim_middle>'],
    'tail',
  ],
  files: { place: 'start', begin: [], file: [['<filename>'], '{path}\n{text}'], current: [] },
  stops: ['<fim_pad>', '<reponame>', '<|endoftext|>'],
  recognises: ({ architecture, name }) => architecture === 'mellum' || /\bmellum\b/i.test(name),
};
