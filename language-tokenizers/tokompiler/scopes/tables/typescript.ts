import { DECLARE_HERE, DECLARE_MEMBER, DECLARE_OUTSIDE, MEMBER, REFERENCE } from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';
import { scriptNames, scriptRules } from './javascript';

const SIGNATURE: ScopeRule = { scope: 'function' };

/** JavaScript's rules and those of types, whose names are looked up as those of values are. */
export const typescript: ScopeTable = {
  languages: ['typescript', 'tsx'],
  names: { ...scriptNames, type_identifier: {} },
  rules: {
    ...scriptRules,
    type_annotation: { names: REFERENCE },
    type_arguments: { names: REFERENCE },
    type_parameters: { names: REFERENCE },
    'type_parameter.name': { names: DECLARE_HERE },
    'required_parameter.value': { names: REFERENCE },
    'optional_parameter.value': { names: REFERENCE },
    'required_parameter>decorator': { names: REFERENCE },
    'variable_declarator.type': { names: REFERENCE },

    function_signature: SIGNATURE,
    'function_signature.name': { names: DECLARE_OUTSIDE },
    method_signature: SIGNATURE,
    abstract_method_signature: SIGNATURE,
    call_signature: SIGNATURE,
    construct_signature: SIGNATURE,
    index_signature: SIGNATURE,
    'index_signature.name': { names: DECLARE_HERE },
    function_type: SIGNATURE,
    constructor_type: SIGNATURE,
    conditional_type: { scope: 'block' },
    infer_type: { names: DECLARE_HERE },
    'mapped_type_clause.name': { names: DECLARE_HERE },

    abstract_class_declaration: { scope: 'class' },
    'abstract_class_declaration.name': { names: DECLARE_OUTSIDE },
    interface_declaration: { scope: 'class' },
    'interface_declaration.name': { names: DECLARE_OUTSIDE },
    type_alias_declaration: { scope: 'class' },
    'type_alias_declaration.name': { names: DECLARE_OUTSIDE },
    'enum_declaration.name': { names: DECLARE_HERE },
    enum_body: { scope: 'class' },
    'enum_body.name': { names: DECLARE_MEMBER },
    'enum_assignment.name': { names: DECLARE_MEMBER },
    internal_module: { scope: 'module' },
    'internal_module.name': { names: DECLARE_OUTSIDE },
    module: { scope: 'module' },
    'module.name': { names: DECLARE_OUTSIDE },
    'nested_identifier.property': { names: MEMBER },
    'nested_type_identifier.name': { names: MEMBER },
    // `export =`, `import x = require()`.
    'import_alias>identifier': { names: DECLARE_HERE },
  },
};
