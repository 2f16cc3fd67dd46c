import type { SyntaxLanguage } from '../language';
import { cpp } from './cpp';

export const cuda: SyntaxLanguage = {
  id: 'cuda',
  name: 'CUDA',
  vscodeIds: ['cuda-cpp', 'cuda'],
  extensions: ['.cu', '.cuh'],
  grammar: 'tree-sitter-cuda.wasm',
  source: 'tree-sitter-cuda (MIT)',
  kinds: { ...cpp.kinds, '<<<': 'punctuation', '>>>': 'punctuation' },
  functions: cpp.functions,
};
