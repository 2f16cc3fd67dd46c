import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const css: SyntaxLanguage = {
  id: 'css',
  name: 'CSS',
  vscodeIds: ['css'],
  extensions: ['.css'],
  grammar: 'tree-sitter-css.wasm',
  source: 'tree-sitter-css (MIT)',
  functions: NO_FUNCTIONS,
};
