import type { Node } from 'web-tree-sitter';
import { nameField, type SyntaxLanguage } from '../language';

/** A function without a name of its own has that of the variable or field it is assigned to. */
function name(definition: Node): Node | undefined {
  const own = nameField(definition);
  const holder = definition.parent;
  if (own) return own;
  if (holder?.type === 'field') return nameField(holder);
  if (holder?.type !== 'expression_list') return undefined;
  const place = holder.namedChildren.findIndex(({ id }) => id === definition.id);
  const targets = holder.parent?.namedChildren.find(({ type }) => type === 'variable_list');
  return targets?.namedChildren[place];
}

export const lua: SyntaxLanguage = {
  id: 'lua',
  name: 'Lua',
  vscodeIds: ['lua'],
  extensions: ['.lua', '.rockspec', '.wlua'],
  fileNames: ['.luacheckrc'],
  interpreters: ['lua', 'luajit', 'texlua'],
  grammar: 'tree-sitter-lua.wasm',
  source: '@tree-sitter-grammars/tree-sitter-lua (MIT)',
  kinds: { vararg_expression: 'operator', 'unary_expression>#': 'operator' },
  functions: {
    types: ['function_declaration', 'function_definition'],
    wrappers: ['field', 'expression_list', 'assignment_statement', 'variable_declaration'],
    name,
    hasBody: () => true,
  },
};
