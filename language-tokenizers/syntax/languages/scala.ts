import { nameField, type SyntaxLanguage } from '../language';

export const scala: SyntaxLanguage = {
  id: 'scala',
  name: 'Scala',
  vscodeIds: ['scala'],
  extensions: ['.scala', '.sc', '.sbt', '.mill'],
  interpreters: ['scala', 'scala-cli', 'amm'],
  grammar: 'tree-sitter-scala.wasm',
  source: 'tree-sitter-scala (MIT)',
  kinds: {
    'class_definition>identifier': 'type',
    'object_definition>identifier': 'type',
    'trait_definition>identifier': 'type',
    'enum_definition>identifier': 'type',
    operator_identifier: 'operator',
    _: 'operator',
    unit: 'punctuation',
  },
  functions: { types: ['function_definition'], wrappers: [], name: nameField },
};
