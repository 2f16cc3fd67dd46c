import { fortranDirectives } from '../../directives/fortran';
import {
  DECLARE_HERE,
  DECLARE_MEMBER,
  DECLARE_OUTSIDE,
  declaration,
  LABEL,
  MEMBER,
  type Meaning,
  OF_FILE,
  REFERENCE,
} from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

/** A procedure's name is known in itself too: a function's is that of its result. */
const PROCEDURE: ScopeRule = { names: declaration('outside', 'scope', { own: true }) };
/** What is assigned to without a declaration is the procedure's own, unless it is seen from outside. */
const IMPLICIT = declaration('function', 'scope', { weak: true });
/** COMMON's blocks are the program's. */
const COMMON: Meaning = { as: 'text', space: 'label' };

const FUNCTION: ScopeRule = { scope: 'function' };
const MODULE: ScopeRule = { scope: 'module' };
const BLOCK: ScopeRule = { scope: 'block' };
const REFER: ScopeRule = { names: REFERENCE };
const REFER_BEHIND: ScopeRule = { following: REFERENCE };

/** Of the standard's "Scope of identifiers": letter case means nothing; contained procedures see their host's names. */
export const fortran: ScopeTable = {
  languages: ['fortran', 'fortran-fixed'],
  caseInsensitive: true,
  usesModules: true,
  names: {
    identifier: {},
    name: {},
    type_name: {},
    type_member: { always: MEMBER },
    module_name: {},
    method_name: {},
    procedure_interface: {},
    local_name: {},
    block_label: { always: LABEL },
    common_block: { always: COMMON },
  },
  directives: fortranDirectives,
  rules: {
    program: FUNCTION,
    'program_statement>name': { names: DECLARE_OUTSIDE },
    block_data: FUNCTION,
    module: MODULE,
    'module_statement>name': { names: DECLARE_OUTSIDE },
    submodule: MODULE,
    subroutine: FUNCTION,
    'subroutine_statement.name': PROCEDURE,
    function: FUNCTION,
    'function_statement.name': PROCEDURE,
    module_procedure: FUNCTION,
    'module_procedure_statement.name': PROCEDURE,
    'entry_statement.name': PROCEDURE,
    parameters: { names: DECLARE_HERE },
    function_result: { names: DECLARE_HERE },
    'interface_statement>name': { names: DECLARE_HERE },

    block_construct: BLOCK,
    associate_statement: BLOCK,
    'association.name': { names: DECLARE_HERE },
    'association.selector': { outside: true },
    select_type_statement: BLOCK,
    'selector>pointer_association_statement': { names: DECLARE_HERE },
    'pointer_association_statement>=>': REFER_BEHIND,
    do_loop: BLOCK,
    concurrent_control: { names: DECLARE_HERE },
    'concurrent_control.initial': REFER,
    'concurrent_control.final': REFER,
    'concurrent_control.step': REFER,
    forall_statement: BLOCK,
    triplet_spec: { names: DECLARE_HERE },
    'triplet_spec>=': REFER_BEHIND,

    derived_type_definition: { scope: 'class' },
    'derived_type_statement>type_name': { names: DECLARE_OUTSIDE },
    binding_name: { names: DECLARE_MEMBER },
    'variable_declaration.declarator': [{ when: OF_FILE, names: OF_FILE }, { names: DECLARE_MEMBER }],
    'variable_modification.declarator': [{ when: OF_FILE, names: OF_FILE }, { names: DECLARE_MEMBER }],
    // What is external is one in all of the file, wherever else its type is declared.
    'type_qualifier>external': { followingParent: OF_FILE },
    'type_qualifier>intrinsic': { followingParent: OF_FILE },
    'init_declarator.right': REFER,
    'pointer_init_declarator.right': REFER,
    size: REFER,
    character_length: REFER,
    coarray_size: REFER,
    variable_group: { names: DECLARE_HERE },
    'variable_group>name': { names: COMMON },
    use_alias: { names: MEMBER },
    'use_alias>local_name': { names: DECLARE_HERE },

    'assignment_statement.left': { names: IMPLICIT },
    parameter_assignment: { names: IMPLICIT },
    'parameter_assignment>=': REFER_BEHIND,
    loop_control_expression: { names: IMPLICIT },
    'loop_control_expression>=': REFER_BEHIND,
    input_item_list: { names: IMPLICIT },
    data_set: { names: IMPLICIT },
    data_value: REFER,
    implied_do_loop_expression: REFER,
    argument_list: REFER,
    'keyword_argument.name': { names: MEMBER },
    'keyword_statement>identifier': { names: LABEL },
  },
};
