import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const html: SyntaxLanguage = {
  id: 'html',
  name: 'HTML',
  vscodeIds: ['html'],
  extensions: ['.html', '.htm', '.xhtml'],
  grammar: 'tree-sitter-html.wasm',
  source: 'tree-sitter-html (MIT)',
  functions: NO_FUNCTIONS,
};
