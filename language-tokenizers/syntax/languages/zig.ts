import { nameField, type SyntaxLanguage } from '../language';

export const zig: SyntaxLanguage = {
  id: 'zig',
  name: 'Zig',
  vscodeIds: ['zig'],
  extensions: ['.zig', '.zon'],
  grammar: 'tree-sitter-zig.wasm',
  source: '@tree-sitter-grammars/tree-sitter-zig (MIT)',
  whole: ['character'],
  functions: { types: ['function_declaration', 'test_declaration'], wrappers: [], name: nameField },
};
