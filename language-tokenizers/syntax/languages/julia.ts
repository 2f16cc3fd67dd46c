import { nameField, type SyntaxLanguage } from '../language';

export const julia: SyntaxLanguage = {
  id: 'julia',
  name: 'Julia',
  vscodeIds: ['julia'],
  extensions: ['.jl'],
  interpreters: ['julia'],
  grammar: 'tree-sitter-julia.wasm',
  source: 'tree-sitter-julia (MIT)',
  functions: { types: ['function_definition', 'macro_definition'], wrappers: [], name: nameField },
};
