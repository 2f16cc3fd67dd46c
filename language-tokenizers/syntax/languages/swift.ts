import { nameField, type SyntaxLanguage } from '../language';

export const swift: SyntaxLanguage = {
  id: 'swift',
  name: 'Swift',
  vscodeIds: ['swift'],
  extensions: ['.swift'],
  interpreters: ['swift'],
  grammar: 'tree-sitter-swift.wasm',
  source: 'tree-sitter-swift (MIT), built in @repomix/tree-sitter-wasms',
  functions: { types: ['function_declaration'], wrappers: [], name: nameField },
};
