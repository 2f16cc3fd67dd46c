import type { FimFamily } from '../format';

/** DeepSeek-Coder: "hole" stands where the suffix begins, "end" where the answer begins. */
export const deepseek: FimFamily = {
  name: 'deepseek',
  pieces: [['<｜fim▁begin｜>'], 'head', ['<｜fim▁hole｜>'], 'suffix', ['<｜fim▁end｜>'], 'tail'],
  files: { place: 'above', begin: [], file: ['#{path}\n{text}'], current: ['#{path}\n'] },
  stops: ['<｜end▁of▁sentence｜>', '<｜begin▁of▁sentence｜>', '<|EOT|>'],
  recognises: () => true,
};
