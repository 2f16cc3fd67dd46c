import { nameField, type SyntaxLanguage } from '../language';

export const scala: SyntaxLanguage = {
  id: 'scala',
  name: 'Scala',
  vscodeIds: ['scala'],
  extensions: ['.scala', '.sc', '.sbt', '.mill'],
  interpreters: ['scala', 'scala-cli', 'amm'],
  grammar: 'tree-sitter-scala.wasm',
  source: 'tree-sitter-scala (MIT)',
  functions: { types: ['function_definition'], wrappers: [], name: nameField },
};
