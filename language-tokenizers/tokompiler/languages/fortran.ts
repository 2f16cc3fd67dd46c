import { fortranDirectives } from '../directives/fortran';
import type { LeafPart, TokompilerLanguage } from '../language';

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

/** `*4`, of which the grammar does not show the number; `*(n)` has nodes of its own. */
function splitLength(text: string): LeafPart[] | undefined {
  const digits = /^\*\s*(?=\d+$)/.exec(text)?.[0].length;
  return digits === undefined
    ? undefined
    : [
        { start: 0, end: 1 },
        { start: digits, end: text.length, role: 'number' },
      ];
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
  splits: { character_length: splitLength },
  comments: ['comment'],
  directives: fortranDirectives,
  // What the parser is not shown: marks of continuation, comments in statements and past the last column.
  gap: (line, opensLine) => (line === '&' || (opensLine && line.length === 1) ? 'layout' : 'comment'),
  fragment: { before: ['subroutine', 'example', '(', ')'], after: ['end', 'subroutine', 'example'] },
  caseInsensitive: true,
  faithful: { kinds, roles, marks: {}, splits: {} },
};
