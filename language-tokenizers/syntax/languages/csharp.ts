import { nameField, type SyntaxLanguage } from '../language';

export const csharp: SyntaxLanguage = {
  id: 'csharp',
  name: 'C#',
  vscodeIds: ['csharp'],
  extensions: ['.cs', '.csx'],
  grammar: 'tree-sitter-c_sharp.wasm',
  source: 'tree-sitter-c-sharp (MIT)',
  functions: {
    types: [
      'method_declaration',
      'constructor_declaration',
      'destructor_declaration',
      'local_function_statement',
      'operator_declaration',
      'conversion_operator_declaration',
    ],
    wrappers: [],
    name: nameField,
  },
};
