import {
  DECLARE_HERE,
  DECLARE_MEMBER,
  DECLARE_MEMBER_OUTSIDE,
  DECLARE_OUTSIDE,
  declaration,
  LABEL,
  MACRO,
  MEMBER,
  QUALIFIED,
  REFERENCE,
} from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

/** A name in a pattern is a constant's, a variant's or a struct's when it is written as those are. */
const CONSTANT = /^[A-Z]/;
/** `let x = x` reads the other x, and from there on there is a new one. */
const LET = declaration('here', 'statement', { shadows: true, except: CONSTANT });
const PATTERN = declaration('here', 'scope', { except: CONSTANT });

const BLOCK: ScopeRule = { scope: 'block' };
const FUNCTION: ScopeRule = { scope: 'function' };
const ITEM: ScopeRule = { names: DECLARE_MEMBER_OUTSIDE };

/** Items are known in all of their block or module; what an impl or a trait declares is named through it only. */
export const rust: ScopeTable = {
  languages: ['rust'],
  names: {
    identifier: {},
    type_identifier: {},
    field_identifier: { reference: MEMBER },
    shorthand_field_identifier: {},
    metavariable: {},
  },
  hidesClasses: true,
  usesModules: true,
  rules: {
    block: BLOCK,
    function_item: FUNCTION,
    'function_item.name': ITEM,
    function_signature_item: FUNCTION,
    'function_signature_item.name': ITEM,
    'parameter.pattern': { names: PATTERN },
    'parameter.type': { names: REFERENCE },
    closure_expression: FUNCTION,
    closure_parameters: { names: PATTERN },
    function_type: FUNCTION,

    let_declaration: { statement: true },
    'let_declaration.pattern': { names: LET },
    if_expression: BLOCK,
    'if_expression.alternative': { outside: true },
    while_expression: BLOCK,
    let_condition: { statement: true },
    'let_condition.pattern': { names: LET },
    match_arm: BLOCK,
    match_pattern: { names: PATTERN },
    'match_pattern.condition': { names: REFERENCE },
    for_expression: BLOCK,
    'for_expression.pattern': { names: PATTERN },
    'for_expression.value': { outside: true },

    'tuple_struct_pattern.type': { names: REFERENCE },
    'struct_pattern.type': { names: REFERENCE },
    'field_pattern.name>field_identifier': { names: MEMBER },
    range_pattern: { names: REFERENCE },
    generic_pattern: { names: REFERENCE },
    macro_invocation: { names: REFERENCE },
    'macro_invocation.macro': { names: MACRO },

    struct_item: BLOCK,
    'struct_item.name': ITEM,
    union_item: BLOCK,
    'union_item.name': ITEM,
    enum_item: BLOCK,
    'enum_item.name': ITEM,
    enum_variant_list: { scope: 'class' },
    'enum_variant.name': { names: DECLARE_MEMBER },
    type_item: BLOCK,
    'type_item.name': ITEM,
    associated_type: BLOCK,
    'associated_type.name': ITEM,
    trait_item: BLOCK,
    'trait_item.name': ITEM,
    'trait_item.body': { scope: 'class' },
    impl_item: BLOCK,
    'impl_item.body': { scope: 'class' },
    mod_item: { scope: 'module' },
    'mod_item.name': { names: DECLARE_OUTSIDE },
    'const_item.name': { names: DECLARE_MEMBER },
    'static_item.name': { names: DECLARE_MEMBER },
    'type_parameter.name': { names: DECLARE_HERE },
    'const_parameter.name': { names: DECLARE_HERE },
    'use_as_clause.alias': { names: DECLARE_HERE },

    'scoped_identifier.path': { names: REFERENCE },
    'scoped_identifier.name': { names: QUALIFIED },
    'scoped_type_identifier.path': { names: REFERENCE },
    'scoped_type_identifier.name': { names: QUALIFIED },
    lifetime: { names: LABEL },
    label: { names: LABEL },
    'macro_definition.name': { names: MACRO },
    macro_rule: FUNCTION,
    'token_binding_pattern.name': { names: DECLARE_HERE },
  },
};
