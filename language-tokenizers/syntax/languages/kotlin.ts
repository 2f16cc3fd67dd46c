import { nameField, type SyntaxLanguage } from '../language';

export const kotlin: SyntaxLanguage = {
  id: 'kotlin',
  name: 'Kotlin',
  vscodeIds: ['kotlin', 'kotlinscript'],
  extensions: ['.kt', '.kts'],
  interpreters: ['kotlin', 'kotlinc'],
  grammar: 'tree-sitter-kotlin.wasm',
  source: '@tree-sitter-grammars/tree-sitter-kotlin (MIT)',
  kinds: {
    'user_type>identifier': 'type',
    'class_declaration>identifier': 'type',
    'object_declaration>identifier': 'type',
    'type_parameter>identifier': 'type',
    'type_alias>identifier': 'type',
  },
  functions: { types: ['function_declaration'], wrappers: [], name: nameField },
};
