import type { TokompilerLanguage } from '../language';

/** Tokompiler's own rules for Fortran, as its published code has them (Scope is all you need, arXiv 2308.09440). */
const kinds = {
  parameters: 'parameters',
  call_expression: 'function',
  function_statement: 'function',
  subroutine_statement: 'function',
  argument_list: '',
} as const;

const roles = {
  identifier: { parameters: 'argument', function: 'function', '*': 'variable' },
  name: { function: 'function' },
  number_literal: 'number',
  string_literal: 'string',
} as const;

/** A length, `*4`, is not shown by the grammar, either. */
function gapKind(line: string): 'leaf' | 'comment' {
  return /^\w+$/.test(line) ? 'leaf' : 'comment';
}

export const fortran: TokompilerLanguage = {
  languages: ['fortran', 'fortran-fixed'],
  kinds: {
    ...kinds,
    function_result: '',
    // `x(i)` is a call or an element of an array: declarations tell.
    call_expression: 'called',
    subroutine_call: 'function',
    derived_type_member_expression: '',
    sized_declarator: { first: 'array', rest: '' },
    size: '',
    type_qualifier: '',
    intrinsic_type: '',
    derived_type: '',
    init_declarator: { rest: '' },
    pointer_init_declarator: { rest: '' },
  },
  marks: {
    dimension: { within: 'variable_declaration', kind: 'array' },
    character: { within: 'variable_declaration', kind: 'text' },
    external: { within: ['variable_declaration', 'variable_modification'], kind: 'function' },
    intrinsic: { within: ['variable_declaration', 'variable_modification'], kind: 'function' },
  },
  roles: {
    identifier: {
      parameters: 'argument',
      function: 'function',
      array: 'array',
      called: 'called',
      text: 'sliceable',
      '*': 'mention',
    },
    name: 'function',
    'variable_group>name': 'variable',
    module_name: 'function',
    method_name: 'function',
    binding_name: 'field',
    type_member: 'field',
    type_name: 'type',
    'base_type_specifier>identifier': 'type',
    number_literal: 'number',
    string_literal: 'string',
  },
  comments: ['comment'],
  // What the parser is not shown: marks of continuation, comments in statements and past the last column.
  gap: (line, opensLine) => (line === '&' || (opensLine && line.length === 1) ? 'layout' : gapKind(line)),
  caseInsensitive: true,
  faithful: { kinds, roles, marks: {} },
};
