import type { TokompilerLanguage } from '../language';
import { keepWords } from './keepWords';

/** Tokompiler's classes as Rust has them. A name does not tell that its type is an array's. */
export const rust: TokompilerLanguage = {
  languages: ['rust'],
  kinds: {
    parameters: 'parameters',
    closure_parameters: 'parameters',
    block: '',
    'call_expression.function>scoped_identifier': 'function',
    'call_expression.function>generic_function': 'function',
    'scoped_identifier.path>scoped_identifier': '',
    scoped_type_identifier: '',
    field_expression: '',
    arguments: '',
  },
  roles: {
    identifier: { parameters: 'argument', '*': 'variable' },
    'function_item.name>identifier': 'function',
    'function_signature_item.name>identifier': 'function',
    'call_expression.function>identifier': 'function',
    'generic_function.function>identifier': 'function',
    'scoped_identifier.name>identifier': { function: 'function', '*': 'mention' },
    'macro_invocation.macro>identifier': 'function',
    'macro_definition.name>identifier': 'function',
    'lifetime>identifier': 'type',
    'label>identifier': { '*': 'none' },
    metavariable: 'variable',
    field_identifier: 'field',
    shorthand_field_identifier: { parameters: 'argument', '*': 'variable' },
    type_identifier: 'type',
    integer_literal: 'number',
    float_literal: 'number',
    char_literal: 'char',
    string_literal: 'string',
    raw_string_literal: 'string',
  },
  whole: ['line_comment', 'block_comment'],
  comments: ['line_comment', 'block_comment'],
  splits: { type_identifier: keepWords('Self') },
};
