import { nameField, type SyntaxLanguage } from '../language';

export const java: SyntaxLanguage = {
  id: 'java',
  name: 'Java',
  vscodeIds: ['java'],
  extensions: ['.java'],
  grammar: 'tree-sitter-java.wasm',
  source: 'tree-sitter-java (MIT)',
  kinds: {
    'class_declaration>identifier': 'type',
    'interface_declaration>identifier': 'type',
    'enum_declaration>identifier': 'type',
    'record_declaration>identifier': 'type',
    'annotation_type_declaration>identifier': 'type',
    'annotation>identifier': 'type',
    'marker_annotation>identifier': 'type',
    underscore_pattern: 'identifier',
  },
  functions: {
    types: ['method_declaration', 'constructor_declaration', 'compact_constructor_declaration'],
    wrappers: [],
    name: nameField,
  },
};
