import type { TokompilerLanguage } from '../language';

export const scriptKinds: TokompilerLanguage['kinds'] = {
  formal_parameters: 'parameters',
  arrow_function: { first: 'parameters', rest: '' },
  assignment_pattern: { rest: '' },
  object_assignment_pattern: { rest: '' },
  computed_property_name: '',
  statement_block: '',
  class_body: '',
  arguments: '',
  member_expression: '',
  subscript_expression: '',
};

export const scriptRoles: TokompilerLanguage['roles'] = {
  identifier: { parameters: 'argument', '*': 'variable' },
  'call_expression.function>identifier': 'function',
  'function_declaration.name>identifier': 'function',
  'generator_function_declaration.name>identifier': 'function',
  'function_expression.name>identifier': 'function',
  'generator_function.name>identifier': 'function',
  'decorator>identifier': 'function',
  'new_expression.constructor>identifier': 'type',
  'class_declaration.name>identifier': 'type',
  'class.name>identifier': 'type',
  'class_heritage>identifier': 'type',
  // A component is called by its element.
  'jsx_opening_element.name>identifier': 'function',
  'jsx_closing_element.name>identifier': 'function',
  'jsx_self_closing_element.name>identifier': 'function',
  property_identifier: 'field',
  private_property_identifier: 'field',
  shorthand_property_identifier: 'mention',
  shorthand_property_identifier_pattern: { parameters: 'argument', '*': 'variable' },
  number: 'number',
  string: 'string',
  template_string: 'string',
  string_fragment: 'string',
  escape_sequence: 'string',
  regex: 'string',
  jsx_text: 'string',
};

/** Tokompiler's classes as JavaScript has them: properties and methods are fields, and it has no arrays of its own. */
export const javascript: TokompilerLanguage = {
  languages: ['javascript'],
  kinds: scriptKinds,
  roles: scriptRoles,
  interpolated: { template_string: 'template_substitution' },
  comments: ['comment', 'html_comment', 'hash_bang_line'],
};
