import { nameField, type SyntaxLanguage } from '../language';

export const kotlin: SyntaxLanguage = {
  id: 'kotlin',
  name: 'Kotlin',
  vscodeIds: ['kotlin', 'kotlinscript'],
  extensions: ['.kt', '.kts'],
  interpreters: ['kotlin', 'kotlinc'],
  grammar: 'tree-sitter-kotlin.wasm',
  source: '@tree-sitter-grammars/tree-sitter-kotlin (MIT)',
  functions: { types: ['function_declaration'], wrappers: [], name: nameField },
};
