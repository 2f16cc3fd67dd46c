import { nameField, type SyntaxLanguage } from '../language';

export const go: SyntaxLanguage = {
  id: 'go',
  name: 'Go',
  vscodeIds: ['go'],
  extensions: ['.go'],
  grammar: 'tree-sitter-go.wasm',
  source: 'tree-sitter-go (MIT)',
  kinds: { 'type_parameter_declaration>identifier': 'type', dot: 'punctuation' },
  functions: { types: ['function_declaration', 'method_declaration'], wrappers: [], name: nameField },
};
