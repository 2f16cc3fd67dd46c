import {
  DECLARE_HERE,
  DECLARE_OUTSIDE,
  declaration,
  LABEL,
  MEMBER,
  type Meaning,
  REFERENCE,
} from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

/** `_` is no variable. */
const BLANK = /^_$/;
/** Known behind its statement; `:=` declares only what its own scope has not. */
const LOCAL = declaration('here', 'statement', { except: BLANK });
const PARAMETER = declaration('here', 'scope', { except: BLANK });
const RECEIVER: Meaning = { as: 'reference' };
const RECEIVER_TYPE: Meaning = { as: 'reference' };
/** In a literal whose keys are values: those of others are fields. */
const KEYED: Meaning = { as: 'reference' };

const BLOCK: ScopeRule = { scope: 'block' };
const FUNCTION: ScopeRule = { scope: 'function' };
const KEYS: ScopeRule = { following: KEYED };

/** Of the language's specification, "Declarations and scope". */
export const go: ScopeTable = {
  languages: ['go'],
  names: {
    identifier: {},
    type_identifier: {},
    package_identifier: {},
    field_identifier: { reference: MEMBER },
    label_name: { always: LABEL },
  },
  rules: {
    block: BLOCK,
    if_statement: BLOCK,
    for_statement: BLOCK,
    expression_switch_statement: BLOCK,
    type_switch_statement: BLOCK,
    expression_case: BLOCK,
    type_case: BLOCK,
    communication_case: BLOCK,
    default_case: BLOCK,

    function_declaration: FUNCTION,
    'function_declaration.name': { names: DECLARE_OUTSIDE },
    method_declaration: FUNCTION,
    'method_declaration.receiver': { names: RECEIVER },
    func_literal: FUNCTION,
    function_type: FUNCTION,
    method_elem: FUNCTION,
    'parameter_declaration.name': { names: PARAMETER },
    'parameter_declaration.type': [{ when: RECEIVER, names: RECEIVER_TYPE }, { names: REFERENCE }],
    'variadic_parameter_declaration.name': { names: PARAMETER },
    'type_parameter_declaration.name': { names: DECLARE_HERE },
    // func (s *Set[K]) names the type's parameters.
    'generic_type.type_arguments': { when: RECEIVER_TYPE, names: DECLARE_HERE },

    var_spec: { statement: true },
    'var_spec.name': { names: LOCAL },
    const_spec: { statement: true },
    'const_spec.name': { names: LOCAL },
    short_var_declaration: { statement: true },
    'short_var_declaration.left': { names: LOCAL },
    range_clause: { statement: true },
    'range_clause.left': { next: ':=', names: LOCAL },
    receive_statement: { statement: true },
    'receive_statement.left': { next: ':=', names: LOCAL },
    'type_switch_statement.alias': { names: declaration('here', 'scope', { except: BLANK }) },
    'type_switch_statement.value': { outside: true },
    type_spec: { scope: 'block' },
    'type_spec.name': { names: DECLARE_OUTSIDE },
    type_alias: { scope: 'block' },
    'type_alias.name': { names: DECLARE_OUTSIDE },

    'composite_literal.type>map_type': KEYS,
    'composite_literal.type>slice_type': KEYS,
    'composite_literal.type>array_type': KEYS,
    'composite_literal.type>implicit_length_array_type': KEYS,
    'keyed_element.key': [{ when: KEYED, names: REFERENCE }, { names: MEMBER }],
    'keyed_element.value': { names: REFERENCE },
    'literal_element>literal_value': { names: REFERENCE },
    selector_expression: { names: REFERENCE },
    call_expression: { names: REFERENCE },
    'qualified_type.name': { names: MEMBER },
  },
};
