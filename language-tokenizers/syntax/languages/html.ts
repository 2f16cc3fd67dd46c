import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const html: SyntaxLanguage = {
  id: 'html',
  name: 'HTML',
  vscodeIds: ['html'],
  extensions: ['.html', '.htm', '.xhtml'],
  grammar: 'tree-sitter-html.wasm',
  source: 'tree-sitter-html (MIT)',
  whole: ['doctype', 'quoted_attribute_value'],
  kinds: {
    doctype: 'directive',
    quoted_attribute_value: 'string',
    attribute_value: 'string',
    entity: 'string',
    '<': 'punctuation',
    '>': 'punctuation',
  },
  functions: NO_FUNCTIONS,
};
