import type { FimFamily } from '../format';

/** ByteDance Seed-Coder: suffix first. */
export const seedCoder: FimFamily = {
  name: 'seed-coder',
  pieces: [['<[fim-suffix]>'], 'suffix', ['<[fim-prefix]>'], 'head', ['<[fim-middle]>'], 'tail'],
  stops: ['<[end▁of▁sentence]>', '<[begin▁of▁sentence]>'],
  recognises: () => true,
};
