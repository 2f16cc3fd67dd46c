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
  // Names to the grammar in some places.
  kindsByText: { identifier: (text) => (/^(?:true|false|null)$/.test(text) ? 'keyword' : undefined) },
  functions: {
    types: ['function_declaration', 'secondary_constructor'],
    wrappers: [],
    name: (definition) =>
      nameField(definition) ?? definition.children.find(({ type }) => type === 'constructor'),
    hasBody: (definition) =>
      definition.namedChildren.some(({ type }) => type === 'function_body' || type === 'block'),
  },
};
