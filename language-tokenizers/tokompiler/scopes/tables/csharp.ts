import {
  DECLARE_HERE,
  DECLARE_MEMBER,
  DECLARE_MEMBER_OUTSIDE,
  declaration,
  LABEL,
  MEMBER,
  type Meaning,
  QUALIFIED,
  REFERENCE,
} from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

const LOCAL = declaration('here', 'name');
/** `is P p`, `out var p`: known wherever the test holds, which may be behind its statement. */
const PATTERN = declaration('here', 'name', { shadows: true });
/** In an object's initializer, `{ Name = value }`. */
const INITIALIZER: Meaning = { as: 'reference' };

const CLASS_NAME: ScopeRule = { names: declaration('outside', 'scope', { member: true, own: true }) };
const METHOD_NAME: ScopeRule = { names: DECLARE_MEMBER_OUTSIDE };
const BLOCK: ScopeRule = { scope: 'block' };
const FUNCTION: ScopeRule = { scope: 'function' };
const CLASS: ScopeRule = { scope: 'class' };

export const csharp: ScopeTable = {
  languages: ['csharp'],
  names: { identifier: {}, implicit_parameter: { always: DECLARE_HERE } },
  usesModules: true,
  rules: {
    block: BLOCK,
    for_statement: BLOCK,
    foreach_statement: BLOCK,
    'foreach_statement.left': { names: DECLARE_HERE },
    'foreach_statement.right': { outside: true },
    using_statement: BLOCK,
    fixed_statement: BLOCK,
    catch_clause: BLOCK,
    'catch_declaration.name': { names: DECLARE_HERE },
    switch_body: BLOCK,
    switch_section: BLOCK,
    switch_expression_arm: BLOCK,

    method_declaration: FUNCTION,
    'method_declaration.name': METHOD_NAME,
    constructor_declaration: FUNCTION,
    destructor_declaration: FUNCTION,
    operator_declaration: FUNCTION,
    conversion_operator_declaration: FUNCTION,
    indexer_declaration: FUNCTION,
    accessor_declaration: FUNCTION,
    local_function_statement: FUNCTION,
    'local_function_statement.name': METHOD_NAME,
    delegate_declaration: FUNCTION,
    'delegate_declaration.name': METHOD_NAME,
    lambda_expression: FUNCTION,
    anonymous_method_expression: FUNCTION,
    'parameter.name': [{ when: DECLARE_MEMBER, names: DECLARE_MEMBER }, { names: DECLARE_HERE }],
    'parameter.type': { names: REFERENCE },
    'parameter_list.name': { names: DECLARE_HERE },
    'parameter_list.type': { names: REFERENCE },
    'type_parameter.name': { names: DECLARE_HERE },

    class_declaration: CLASS,
    'class_declaration.name': CLASS_NAME,
    struct_declaration: CLASS,
    'struct_declaration.name': CLASS_NAME,
    interface_declaration: CLASS,
    'interface_declaration.name': CLASS_NAME,
    enum_declaration: CLASS,
    'enum_declaration.name': CLASS_NAME,
    record_declaration: CLASS,
    'record_declaration.name': CLASS_NAME,
    'record_declaration>parameter_list': { names: DECLARE_MEMBER },
    namespace_declaration: { scope: 'module' },

    'field_declaration>variable_declaration': { names: DECLARE_MEMBER },
    'event_field_declaration>variable_declaration': { names: DECLARE_MEMBER },
    'property_declaration.name': { names: DECLARE_MEMBER },
    'event_declaration.name': { names: DECLARE_MEMBER },
    'enum_member_declaration.name': { names: DECLARE_MEMBER },
    variable_declaration: { names: LOCAL },
    'variable_declaration.type': { names: REFERENCE },
    'variable_declarator>=': { following: REFERENCE },
    bracketed_argument_list: { names: REFERENCE },
    'declaration_expression.name': { names: PATTERN },
    'declaration_pattern.name': { names: PATTERN },
    'var_pattern.name': { names: PATTERN },
    'recursive_pattern.name': { names: PATTERN },
    'list_pattern.name': { names: PATTERN },
    parenthesized_variable_designation: { names: PATTERN },

    query_expression: BLOCK,
    'query_expression>identifier': { names: DECLARE_HERE },
    'from_clause.name': { names: DECLARE_HERE },
    'let_clause>identifier': { next: '=', names: DECLARE_HERE },
    'join_clause>identifier': { next: 'in', names: DECLARE_HERE },

    'member_access_expression.name': { names: MEMBER },
    'member_binding_expression.name': { names: MEMBER },
    'qualified_name.name': { names: QUALIFIED },
    type_argument_list: { names: REFERENCE },
    initializer_expression: { names: INITIALIZER },
    'assignment_expression.left': { when: INITIALIZER, names: MEMBER },
    'assignment_expression.right': { names: REFERENCE },
    'anonymous_object_creation_expression>identifier': { next: '=', names: MEMBER },
    'subpattern>identifier': { next: ':', names: MEMBER },
    'argument.name': { names: MEMBER },
    'attribute_argument.name': { names: MEMBER },
    'tuple_element.name': { names: MEMBER },
    'labeled_statement>identifier': { next: ':', names: LABEL },
    'goto_statement>identifier': { names: LABEL },
  },
};
