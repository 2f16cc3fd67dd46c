import {
  DECLARE_HERE,
  DECLARE_MEMBER_OUTSIDE,
  DECLARE_OUTSIDE,
  declaration,
  MEMBER,
  type Meaning,
  OF_FILE,
  REFERENCE,
} from '../meaning';
import type { ScopeTable } from '../table';

/** Whatever a function binds is its own, from its start. */
const BIND = declaration('function', 'scope', { member: true });
/** The same for what is imported, whose first name of several is bound. */
const IMPORT = declaration('function', 'scope', { member: true });
const NONLOCAL: Meaning = { as: 'redirect', to: 'enclosing' };

/** In a target names and lists of names are bound; the object of `a.b = c` and `a[b] = c` is not. */
function target(key: string, names: Meaning): ScopeTable['rules'] {
  const refer = { names: REFERENCE };
  return { [key]: { names }, [`${key}>attribute`]: refer, [`${key}>subscript`]: refer };
}

/** Of the language reference, "Naming and binding": blocks open no scopes; functions, classes and comprehensions do. */
export const python: ScopeTable = {
  languages: ['python'],
  names: { identifier: {} },
  hidesClasses: true,
  rules: {
    function_definition: { scope: 'function' },
    'function_definition.name': { names: DECLARE_MEMBER_OUTSIDE },
    'function_definition.return_type': { names: REFERENCE },
    class_definition: { scope: 'block' },
    'class_definition.name': { names: DECLARE_MEMBER_OUTSIDE },
    'class_definition.body': { scope: 'class' },
    lambda: { scope: 'function' },
    parameters: { names: DECLARE_HERE },
    lambda_parameters: { names: DECLARE_HERE },
    // Defaults and annotations are read where the function is defined.
    'default_parameter.value': { names: REFERENCE, outside: true },
    'typed_default_parameter.value': { names: REFERENCE, outside: true },
    type: { names: REFERENCE },
    type_parameter: { names: DECLARE_HERE },
    'type_parameter>type': { names: DECLARE_HERE },
    'constrained_type>type': { when: DECLARE_HERE, before: 'type', names: DECLARE_HERE },
    type_alias_statement: { scope: 'function' },
    'type_alias_statement.left': { names: DECLARE_OUTSIDE },

    ...target('assignment.left', BIND),
    ...target('augmented_assignment.left', BIND),
    'named_expression.name': { names: BIND },
    ...target('for_statement.left', BIND),
    as_pattern_target: { names: BIND },
    'import_statement.name>dotted_name': { names: IMPORT },
    'import_from_statement.name>dotted_name': { names: IMPORT },
    'dotted_name>identifier': { when: BIND, next: '.', names: REFERENCE },
    'dotted_name>.': { following: MEMBER },
    'aliased_import.alias': { names: BIND },
    'aliased_import.name': { names: MEMBER },
    attribute: { names: REFERENCE },
    'attribute.attribute': { names: MEMBER },
    subscript: { names: REFERENCE },
    call: { names: REFERENCE },
    'keyword_argument.name': { names: MEMBER },
    global_statement: { names: OF_FILE },
    nonlocal_statement: { names: NONLOCAL },

    list_comprehension: { scope: 'block' },
    set_comprehension: { scope: 'block' },
    dictionary_comprehension: { scope: 'block' },
    generator_expression: { scope: 'block' },
    ...target('for_in_clause.left', DECLARE_HERE),
    // The first iterable is evaluated outside of the comprehension.
    'for_in_clause.right': { outside: true, first: true, names: REFERENCE },

    case_pattern: { names: BIND },
    'case_pattern>dotted_name': { names: BIND },
    class_pattern: { names: REFERENCE },
    'class_pattern>case_pattern': { names: BIND },
    keyword_pattern: { names: REFERENCE },
    'keyword_pattern>identifier': { names: MEMBER },
    'keyword_pattern>dotted_name': { names: BIND },
    'keyword_pattern>case_pattern': { names: BIND },
    if_clause: { names: REFERENCE },
  },
};
