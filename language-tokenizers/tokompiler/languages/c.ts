import { cDirectives } from '../directives/c';
import type { LeafPart, TokompilerLanguage } from '../language';

/** Tokompiler's own rules for C and C++, as its published code has them (Scope is all you need, arXiv 2308.09440). */
const kinds = {
  array_declarator: 'array',
  parameters: 'parameters',
  parameter_list: 'parameters',
  parameter_declaration: 'parameters',
  call_expression: 'function',
  function_declarator: 'function',
  argument_list: '',
  field_expression: '',
  compound_statement: '',
} as const;

const roles = {
  identifier: { parameters: 'argument', function: 'function', array: 'array', '*': 'variable' },
  field_identifier: 'field',
  type_identifier: 'type',
  number_literal: 'number',
  char_literal: 'char',
  string_literal: 'string',
  // A path, which is no literal.
  'preproc_include>string_literal': { '*': 'none' },
} as const;

/** `-1` where the grammar has sign and digits as one number. */
export function splitSign(text: string): LeafPart[] | undefined {
  if (!/^[-+]/.test(text)) return undefined;
  const digits = text.search(/[^-+\s]/);
  return digits < 0
    ? undefined
    : [
        { start: 0, end: 1 },
        { start: digits, end: text.length, role: 'number' },
      ];
}

export const c: TokompilerLanguage = {
  languages: ['c', 'cpp', 'cuda'],
  kinds: {
    ...kinds,
    // The size is no array, nor is an index a function, nor how a kernel is started.
    array_declarator: { first: 'array', rest: '' },
    subscript_expression: { rest: '' },
    kernel_call_syntax: '',
  },
  roles: { ...roles, raw_string_literal: 'string' },
  whole: ['preproc_include>string_literal'],
  comments: ['comment'],
  directives: cDirectives,
  splits: { number_literal: splitSign },
  gap: (line) => (line === '\\' ? 'layout' : 'leaf'),
  faithful: { kinds, roles, splits: {} },
};
