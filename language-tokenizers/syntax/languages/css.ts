import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const css: SyntaxLanguage = {
  id: 'css',
  name: 'CSS',
  vscodeIds: ['css'],
  extensions: ['.css'],
  grammar: 'tree-sitter-css.wasm',
  source: 'tree-sitter-css (MIT)',
  whole: ['color_value', 'string_value'],
  kinds: {
    color_value: 'number',
    unit: 'identifier',
    plain_value: 'identifier',
    important: 'keyword',
    at_keyword: 'keyword',
    keyword_query: 'keyword',
    from: 'keyword',
    to: 'keyword',
    universal_selector: 'operator',
    nesting_selector: 'operator',
  },
  functions: NO_FUNCTIONS,
};
