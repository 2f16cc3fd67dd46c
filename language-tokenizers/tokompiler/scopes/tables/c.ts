import { cDirectives } from '../../directives/c';
import { DECLARE_HERE, declaration, LABEL, MEMBER, OF_FILE, REFERENCE } from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

/** In C a name is known from the end of its declarator on, so that `int x = x;` reads itself. */
const DECLARE = declaration('here', 'name');
const PARAMETER = declaration('here', 'name');
/** A function that is defined here; its parameters are those of its body. */
const FUNCTION = declaration('outside', 'scope');

/** A tag is declared where its members are, and mentioned elsewhere. */
const TAG: ScopeRule = { before: 'body', names: DECLARE };

export const c: ScopeTable = {
  languages: ['c'],
  names: {
    identifier: {},
    // `struct point point`: tags, and type names with them, are no variables.
    type_identifier: { space: 'type' },
    field_identifier: { reference: MEMBER },
    statement_identifier: { always: LABEL },
  },
  directives: cDirectives,
  rules: {
    compound_statement: { scope: 'block' },
    for_statement: { scope: 'block' },

    function_definition: { scope: 'function' },
    'function_definition.declarator': { names: FUNCTION },
    // The parameters of what is only declared are seen by each other.
    parameter_list: [{ when: FUNCTION, names: REFERENCE }, { scope: 'function' }],
    parameter_declaration: { names: REFERENCE },
    'parameter_declaration.declarator': { names: PARAMETER },
    'parameter_list>identifier': { names: PARAMETER },

    'storage_class_specifier>extern': { followingParent: OF_FILE },
    'declaration.declarator': [{ when: OF_FILE, names: OF_FILE }, { names: DECLARE }],
    // `int f(int);` in a block is the file's f.
    'function_declarator.declarator>identifier': { when: DECLARE, names: REFERENCE },
    'init_declarator.value': { names: REFERENCE },
    'array_declarator.size': { names: REFERENCE },
    'type_definition.declarator': { names: DECLARE },
    'struct_specifier.name': TAG,
    'union_specifier.name': TAG,
    'enum_specifier.name': TAG,
    'enumerator.name': { names: DECLARE },
    'field_declaration.declarator': { names: MEMBER },
    bitfield_clause: { names: REFERENCE },

    preproc_function_def: { scope: 'function' },
    preproc_params: { names: DECLARE_HERE },
  },
};
