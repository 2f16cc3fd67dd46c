import { cDirectives } from '../../directives/c';
import {
  DECLARE_HERE,
  DECLARE_OUTSIDE,
  declaration,
  LABEL,
  MEMBER,
  OF_FILE,
  QUALIFIED,
  REFERENCE,
} from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

const DECLARE = declaration('here', 'name', { member: true });
const PARAMETER = declaration('here', 'name');
const TEMPLATE_PARAMETER = declaration('parameters', 'scope');
const FUNCTION = declaration('outside', 'scope', { member: true });
/** A class has its own name among its members, which its constructors are called by. */
const CLASS = declaration('outside', 'scope', { member: true, own: true });

const BLOCK: ScopeRule = { scope: 'block' };
const CLASS_NAME: ScopeRule = { before: 'body', names: CLASS };
const TEMPLATE_TYPE: ScopeRule = { names: TEMPLATE_PARAMETER };

/** C++ and CUDA. Types are looked up as variables are; members of base classes and of other files are not known. */
export const cpp: ScopeTable = {
  languages: ['cpp', 'cuda'],
  names: {
    identifier: {},
    type_identifier: {},
    namespace_identifier: {},
    field_identifier: { reference: MEMBER },
    statement_identifier: { always: LABEL },
  },
  directives: cDirectives,
  usesModules: true,
  rules: {
    compound_statement: BLOCK,
    for_statement: BLOCK,
    for_range_loop: BLOCK,
    'for_range_loop.declarator': { names: DECLARE },
    'for_range_loop.right': { outside: true, names: REFERENCE },
    // Their heads may declare.
    if_statement: BLOCK,
    while_statement: BLOCK,
    switch_statement: BLOCK,
    catch_clause: { scope: 'block', names: FUNCTION },

    function_definition: { scope: 'function' },
    'function_definition.declarator': { names: FUNCTION },
    parameter_list: [{ when: FUNCTION, names: REFERENCE }, { scope: 'function' }],
    parameter_declaration: [{ when: TEMPLATE_PARAMETER, names: TEMPLATE_PARAMETER }, { names: REFERENCE }],
    'parameter_declaration.type': { names: REFERENCE },
    'parameter_declaration.declarator': [
      { when: TEMPLATE_PARAMETER, names: TEMPLATE_PARAMETER },
      { names: PARAMETER },
    ],
    optional_parameter_declaration: [
      { when: TEMPLATE_PARAMETER, names: TEMPLATE_PARAMETER },
      { names: REFERENCE },
    ],
    'optional_parameter_declaration.type': { names: REFERENCE },
    'optional_parameter_declaration.declarator': [
      { when: TEMPLATE_PARAMETER, names: TEMPLATE_PARAMETER },
      { names: PARAMETER },
    ],
    'optional_parameter_declaration.default_value': { names: REFERENCE },
    trailing_return_type: { names: REFERENCE },
    lambda_expression: { scope: 'function' },
    'lambda_expression.declarator': { names: FUNCTION },
    'lambda_capture_initializer.left': { names: DECLARE_HERE },
    requires_expression: { scope: 'function', names: FUNCTION },
    requirement_seq: { names: REFERENCE },

    template_declaration: { scope: 'parameters' },
    template_parameter_list: { names: REFERENCE },
    'template_parameter_list>parameter_declaration': { names: TEMPLATE_PARAMETER },
    'template_parameter_list>optional_parameter_declaration': { names: TEMPLATE_PARAMETER },
    type_parameter_declaration: TEMPLATE_TYPE,
    variadic_type_parameter_declaration: TEMPLATE_TYPE,
    'optional_type_parameter_declaration.name': TEMPLATE_TYPE,
    template_argument_list: { names: REFERENCE },
    type_descriptor: { names: REFERENCE },
    requires_clause: { names: REFERENCE },

    'storage_class_specifier>extern': { followingParent: OF_FILE },
    'declaration.declarator': [{ when: OF_FILE, names: OF_FILE }, { names: DECLARE }],
    'init_declarator.value': { names: REFERENCE },
    'declaration.value': { names: REFERENCE },
    'array_declarator.size': { names: REFERENCE },
    'operator_cast.type': { names: REFERENCE },
    'type_definition.declarator': { names: DECLARE },
    'alias_declaration.name': { names: DECLARE },
    'concept_definition.name': { names: DECLARE },
    'enum_specifier.name': { before: 'body', names: DECLARE },
    // Enumerators of `enum class` are named through it.
    'enum_specifier>class': { following: MEMBER },
    'enum_specifier>struct': { following: MEMBER },
    enumerator_list: { when: MEMBER, scope: 'class' },
    'enumerator.name': { names: DECLARE },

    class_specifier: { scope: 'class' },
    'class_specifier.name': CLASS_NAME,
    struct_specifier: { scope: 'class' },
    'struct_specifier.name': CLASS_NAME,
    union_specifier: { scope: 'class' },
    'union_specifier.name': CLASS_NAME,
    'field_declaration.declarator': { names: DECLARE },
    'field_declaration.default_value': { names: REFERENCE },
    bitfield_clause: { names: REFERENCE },

    namespace_definition: { scope: 'module' },
    'namespace_definition.name': { names: DECLARE_OUTSIDE },
    'namespace_alias_definition.name': { names: DECLARE },
    'qualified_identifier.scope': [{ when: FUNCTION, names: REFERENCE, ofClass: true }, { names: REFERENCE }],
    'qualified_identifier.name': { names: QUALIFIED },

    preproc_function_def: { scope: 'function' },
    preproc_params: { names: DECLARE_HERE },
  },
};
