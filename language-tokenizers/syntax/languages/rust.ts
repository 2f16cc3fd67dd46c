import { nameField, type SyntaxLanguage } from '../language';

export const rust: SyntaxLanguage = {
  id: 'rust',
  name: 'Rust',
  vscodeIds: ['rust'],
  extensions: ['.rs'],
  grammar: 'tree-sitter-rust.wasm',
  source: 'tree-sitter-rust (MIT)',
  // `'a` is one name to the reader, a quote and an identifier to the grammar.
  whole: ['lifetime', 'label'],
  kinds: { lifetime: 'identifier', label: 'identifier', 'closure_parameters>|': 'punctuation' },
  functions: { types: ['function_item'], wrappers: [], name: nameField },
};
