import type { FimFamily } from '../format';

/** StableCode: the markers of StarCoder in a vocabulary of its own. */
export const stablecode: FimFamily = {
  name: 'stablecode',
  pieces: [['<fim_prefix>'], 'head', ['<fim_suffix>'], 'suffix', ['<fim_middle>'], 'tail'],
  stops: ['<fim_pad>', '<filename>', '<reponame>', '<repo_name>', '<|endoftext|>', '<|im_end|>'],
  recognises: ({ architecture }) => architecture === 'stablelm',
};
