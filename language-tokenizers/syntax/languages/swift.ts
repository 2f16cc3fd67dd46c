import { nameField, type SyntaxLanguage } from '../language';

export const swift: SyntaxLanguage = {
  id: 'swift',
  name: 'Swift',
  vscodeIds: ['swift'],
  extensions: ['.swift'],
  interpreters: ['swift'],
  grammar: 'tree-sitter-swift.wasm',
  source: 'tree-sitter-swift (MIT), built in @repomix/tree-sitter-wasms',
  kinds: { else: 'keyword', throws: 'keyword', async: 'keyword', bang: 'operator', '\\(': 'punctuation' },
  functions: {
    types: ['function_declaration', 'init_declaration', 'deinit_declaration'],
    wrappers: [],
    // An initializer has no name but its keyword.
    name: (definition) =>
      definition.children.find(({ type }) => type === 'init' || type === 'deinit') ?? nameField(definition),
  },
};
