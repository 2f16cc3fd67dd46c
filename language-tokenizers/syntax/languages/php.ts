import { nameField, type SyntaxLanguage } from '../language';

export const php: SyntaxLanguage = {
  id: 'php',
  name: 'PHP',
  vscodeIds: ['php'],
  extensions: ['.php', '.phtml', '.php3', '.php4', '.php5', '.phps'],
  interpreters: ['php'],
  grammar: 'tree-sitter-php.wasm',
  source: 'tree-sitter-php (MIT)',
  functions: { types: ['function_definition', 'method_declaration'], wrappers: [], name: nameField },
};
