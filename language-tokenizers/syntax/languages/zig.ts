import { nameField, type SyntaxLanguage } from '../language';

export const zig: SyntaxLanguage = {
  id: 'zig',
  name: 'Zig',
  vscodeIds: ['zig'],
  extensions: ['.zig', '.zon'],
  grammar: 'tree-sitter-zig.wasm',
  source: '@tree-sitter-grammars/tree-sitter-zig (MIT)',
  whole: ['character'],
  kinds: { 'payload>|': 'punctuation' },
  functions: {
    types: ['function_declaration', 'test_declaration'],
    wrappers: [],
    // A test is known by its string.
    name: (definition) =>
      definition.type === 'test_declaration'
        ? definition.namedChildren.find(({ type }) => type === 'string' || type === 'identifier')
        : nameField(definition),
    hasBody: (definition) => definition.namedChildren.some(({ type }) => type === 'block'),
  },
};
