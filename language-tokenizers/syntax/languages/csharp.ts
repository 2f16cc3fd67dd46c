import { nameField, type SyntaxLanguage } from '../language';

export const csharp: SyntaxLanguage = {
  id: 'csharp',
  name: 'C#',
  vscodeIds: ['csharp'],
  extensions: ['.cs', '.csx'],
  grammar: 'tree-sitter-c_sharp.wasm',
  source: 'tree-sitter-c-sharp (MIT)',
  kinds: {
    'class_declaration>identifier': 'type',
    'struct_declaration>identifier': 'type',
    'interface_declaration>identifier': 'type',
    'record_declaration>identifier': 'type',
    'enum_declaration>identifier': 'type',
    'delegate_declaration>identifier': 'type',
    'base_list>identifier': 'type',
    'object_creation_expression>identifier': 'type',
    'variable_declaration>identifier': 'type',
    'nullable_type>identifier': 'type',
    'array_type>identifier': 'type',
    'pointer_type>identifier': 'type',
    'generic_name>identifier': 'type',
    'type_argument_list>identifier': 'type',
    'type_parameter>identifier': 'type',
    'typeof_expression>identifier': 'type',
    'attribute>identifier': 'type',
    implicit_parameter: 'identifier',
    discard: 'identifier',
    interpolation_start: 'string',
    interpolation_quote: 'string',
    interpolation_brace: 'punctuation',
    interpolation_format_clause: 'string',
  },
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
    name: (definition) =>
      nameField(definition) ??
      definition.childForFieldName('operator') ??
      definition.childForFieldName('type') ??
      undefined,
  },
};
