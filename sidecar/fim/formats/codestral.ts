import type { FimFamily } from '../format';

/** Codestral: suffix first, and no marker between the prefix and the answer. */
export const codestral: FimFamily = {
  name: 'codestral',
  pieces: [['[SUFFIX]'], 'suffix', ['[PREFIX]'], 'head', 'tail'],
  files: { place: 'above', begin: [], file: ['+++++ {path}\n{text}'], current: ['+++++ {path}\n'] },
  stops: ['[MIDDLE]', '</s>', '[INST]'],
  recognises: () => true,
};
