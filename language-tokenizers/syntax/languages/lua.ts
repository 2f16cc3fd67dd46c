import { nameField, type SyntaxLanguage } from '../language';

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
  functions: { types: ['function_declaration', 'function_definition'], wrappers: [], name: nameField },
};
