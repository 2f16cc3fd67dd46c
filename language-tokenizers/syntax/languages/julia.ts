import { nameField, type SyntaxLanguage } from '../language';

export const julia: SyntaxLanguage = {
  id: 'julia',
  name: 'Julia',
  vscodeIds: ['julia'],
  extensions: ['.jl'],
  interpreters: ['julia'],
  grammar: 'tree-sitter-julia.wasm',
  source: 'tree-sitter-julia (MIT)',
  kinds: {
    'type_head>identifier': 'type',
    'parametrized_type_expression>identifier': 'type',
    'curly_expression>identifier': 'type',
    command_literal: 'string',
    'command_literal>`': 'string',
  },
  functions: { types: ['function_definition', 'macro_definition'], wrappers: [], name: nameField },
};
