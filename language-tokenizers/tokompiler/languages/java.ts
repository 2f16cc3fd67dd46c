import type { TokompilerLanguage } from '../language';
import { keepWords } from './keepWords';

/** Tokompiler's classes as Java has them. */
export const java: TokompilerLanguage = {
  languages: ['java'],
  kinds: {
    formal_parameters: 'parameters',
    inferred_parameters: 'parameters',
    lambda_expression: { first: 'parameters', rest: '' },
    modifiers: '',
    dimensions: '',
    block: '',
    field_declaration: 'field',
    constant_declaration: 'field',
    // The name, and its value.
    variable_declarator: { rest: '' },
  },
  // `int[] a`: an array's type goes before its name, as a parameter's too.
  marks: { array_type: { within: ['local_variable_declaration', 'formal_parameter'], kind: 'array' } },
  roles: {
    identifier: { parameters: 'argument', array: 'array', field: 'field', '*': 'variable' },
    type_identifier: 'type',
    'method_declaration.name>identifier': 'function',
    'method_invocation.name>identifier': 'function',
    'annotation_type_element_declaration.name>identifier': 'function',
    'class_declaration.name>identifier': 'type',
    'interface_declaration.name>identifier': 'type',
    'enum_declaration.name>identifier': 'type',
    'record_declaration.name>identifier': 'type',
    'annotation_type_declaration.name>identifier': 'type',
    'constructor_declaration.name>identifier': 'type',
    'compact_constructor_declaration.name>identifier': 'type',
    'annotation.name>identifier': 'type',
    'marker_annotation.name>identifier': 'type',
    'field_access.field>identifier': 'field',
    'element_value_pair.key>identifier': 'field',
    'labeled_statement>identifier': { '*': 'none' },
    'break_statement>identifier': { '*': 'none' },
    'continue_statement>identifier': { '*': 'none' },
    decimal_integer_literal: 'number',
    hex_integer_literal: 'number',
    octal_integer_literal: 'number',
    binary_integer_literal: 'number',
    decimal_floating_point_literal: 'number',
    hex_floating_point_literal: 'number',
    character_literal: 'char',
    string_literal: 'string',
  },
  comments: ['line_comment', 'block_comment'],
  splits: { type_identifier: keepWords('var') },
};
