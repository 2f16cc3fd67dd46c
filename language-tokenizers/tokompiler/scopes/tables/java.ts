import {
  DECLARE_HERE,
  DECLARE_MEMBER,
  declaration,
  LABEL,
  METHOD,
  MEMBER,
  QUALIFIED,
  REFERENCE,
} from '../meaning';
import type { ScopeRule, ScopeTable } from '../table';

const LOCAL = declaration('here', 'name');
/** `o instanceof P p`: known wherever the test holds, which may be behind its statement. */
const PATTERN = declaration('here', 'name', { shadows: true });
const CLASS_NAME: ScopeRule = { names: declaration('outside', 'scope', { member: true, own: true }) };

const BLOCK: ScopeRule = { scope: 'block' };
const FUNCTION: ScopeRule = { scope: 'function' };
const CLASS: ScopeRule = { scope: 'class' };

/** Methods have a space of their own: `int count = count()` has two names. */
export const java: ScopeTable = {
  languages: ['java'],
  names: { identifier: {}, type_identifier: {} },
  rules: {
    block: BLOCK,
    constructor_body: BLOCK,
    switch_block: BLOCK,
    switch_rule: BLOCK,
    for_statement: BLOCK,
    enhanced_for_statement: BLOCK,
    'enhanced_for_statement.name': { names: DECLARE_HERE },
    'enhanced_for_statement.value': { outside: true },
    try_with_resources_statement: BLOCK,
    'resource.name': { names: LOCAL },
    catch_clause: BLOCK,
    'catch_formal_parameter.name': { names: DECLARE_HERE },

    method_declaration: FUNCTION,
    'method_declaration.name': { names: METHOD },
    constructor_declaration: FUNCTION,
    compact_constructor_declaration: FUNCTION,
    'annotation_type_element_declaration.name': { names: METHOD },
    'formal_parameter.name': [{ when: DECLARE_MEMBER, names: DECLARE_MEMBER }, { names: DECLARE_HERE }],
    'formal_parameter.type': { names: REFERENCE },
    modifiers: { names: REFERENCE },
    'spread_parameter>variable_declarator': { names: DECLARE_HERE },
    lambda_expression: FUNCTION,
    'lambda_expression.parameters>identifier': { names: DECLARE_HERE },
    inferred_parameters: { names: DECLARE_HERE },
    'type_parameter>type_identifier': { names: DECLARE_HERE },
    'type_parameter>identifier': { names: DECLARE_HERE },

    class_declaration: CLASS,
    'class_declaration.name': CLASS_NAME,
    interface_declaration: CLASS,
    'interface_declaration.name': CLASS_NAME,
    enum_declaration: CLASS,
    'enum_declaration.name': CLASS_NAME,
    annotation_type_declaration: CLASS,
    'annotation_type_declaration.name': CLASS_NAME,
    record_declaration: CLASS,
    'record_declaration.name': CLASS_NAME,
    'record_declaration.parameters': { names: DECLARE_MEMBER },
    'object_creation_expression>class_body': CLASS,
    'enum_constant.body': CLASS,
    'enum_constant.name': { names: DECLARE_MEMBER },

    'field_declaration.declarator': { names: DECLARE_MEMBER },
    'constant_declaration.declarator': { names: DECLARE_MEMBER },
    'local_variable_declaration.declarator': { names: LOCAL },
    'variable_declarator.value': { names: REFERENCE },
    dimensions: { names: REFERENCE },
    'instanceof_expression.name': { names: PATTERN },
    'type_pattern>identifier': { names: PATTERN },
    'record_pattern_component>identifier': { names: PATTERN },

    'method_invocation.name': { names: METHOD },
    'method_reference>::': { following: METHOD },
    'element_value_pair.key': { names: METHOD },
    'field_access.field': { names: MEMBER },
    'scoped_type_identifier>.': { following: QUALIFIED },
    'scoped_identifier.name': { names: QUALIFIED },
    // The constants of an enum are not named through it here.
    'switch_label>identifier': { names: QUALIFIED },
    'labeled_statement>identifier': { names: LABEL },
    'break_statement>identifier': { names: LABEL },
    'continue_statement>identifier': { names: LABEL },
  },
};
