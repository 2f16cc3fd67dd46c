import { DECLARE_HERE, DECLARE_OUTSIDE, declaration, LABEL, MEMBER, REFERENCE } from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

/** `var`, whatever block it stands in. */
const VAR = declaration('function', 'scope');

const METHOD: ScopeRule = { scope: 'function' };

/**
 * The grammar's queries/locals.scm knows neither hoisting nor `var` nor the heads of loops, so what the language's
 * specification says of scopes stands here.
 */
export const scriptRules: ScopeTable['rules'] = {
  statement_block: { scope: 'block' },
  switch_body: { scope: 'block' },
  for_statement: { scope: 'block' },
  for_in_statement: { scope: 'block' },
  catch_clause: { scope: 'block' },
  'catch_clause.parameter': { names: DECLARE_HERE },
  class_static_block: { scope: 'function' },

  function_declaration: { scope: 'function' },
  'function_declaration.name': { names: DECLARE_OUTSIDE },
  generator_function_declaration: { scope: 'function' },
  'generator_function_declaration.name': { names: DECLARE_OUTSIDE },
  // The name of an expression is seen in it only.
  function_expression: { scope: 'function' },
  'function_expression.name': { names: DECLARE_HERE },
  generator_function: { scope: 'function' },
  'generator_function.name': { names: DECLARE_HERE },
  arrow_function: { scope: 'function' },
  'arrow_function.parameter': { names: DECLARE_HERE },
  method_definition: METHOD,
  formal_parameters: { names: DECLARE_HERE },
  class_declaration: { scope: 'class' },
  'class_declaration.name': { names: DECLARE_OUTSIDE },
  class: { scope: 'class' },
  'class.name': { names: DECLARE_HERE },

  'lexical_declaration>variable_declarator': { names: DECLARE_HERE },
  'variable_declaration>variable_declarator': { names: VAR },
  'variable_declarator.value': { names: REFERENCE },
  'for_in_statement>var': { following: VAR },
  'for_in_statement>let': { following: DECLARE_HERE },
  'for_in_statement>const': { following: DECLARE_HERE },
  'for_in_statement.operator': { following: REFERENCE },
  import_clause: { names: DECLARE_HERE },
  'import_specifier.name': { next: 'as', names: MEMBER },
  'export_specifier.alias': { names: MEMBER },

  // Patterns bind what is in them, but for keys and defaults.
  'pair_pattern.key': { names: MEMBER },
  'assignment_pattern.right': { names: REFERENCE },
  'object_assignment_pattern.right': { names: REFERENCE },
  computed_property_name: { names: REFERENCE },
  member_expression: { names: REFERENCE },
  subscript_expression: { names: REFERENCE },
  // `{ get x() {} }`, JSX attributes.
  'jsx_attribute>identifier': { names: MEMBER },
};

export const scriptNames: ScopeTable['names'] = {
  identifier: {},
  shorthand_property_identifier: {},
  shorthand_property_identifier_pattern: {},
  property_identifier: { reference: MEMBER },
  private_property_identifier: { always: MEMBER },
  statement_identifier: { always: LABEL },
};

export const javascript: ScopeTable = {
  languages: ['javascript'],
  names: scriptNames,
  rules: scriptRules,
};
