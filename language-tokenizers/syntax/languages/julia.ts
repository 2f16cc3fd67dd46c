import type { Node } from 'web-tree-sitter';
import type { SyntaxLanguage } from '../language';

/** What a definition's first part may wrap the name and its parameters in: `f(x::T)::R where T`. */
const AROUND = new Set(['signature', 'where_expression', 'typed_expression']);

/** `function f(x) … end`, or `f(x) = …`, which is an assignment to the grammar. */
function name(definition: Node): Node | undefined {
  let node = definition.firstNamedChild;
  while (node && AROUND.has(node.type)) node = node.firstNamedChild;
  return node?.type === 'call_expression' ? (node.firstNamedChild ?? undefined) : undefined;
}

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
    "adjoint_expression>'": 'operator',
    'command_literal>`': 'string',
  },
  functions: {
    types: ['function_definition', 'macro_definition', 'assignment'],
    wrappers: [],
    name,
    hasBody: () => true,
  },
};
