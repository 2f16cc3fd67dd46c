import type { TokompilerLanguage } from '../language';
import { keepWords } from './keepWords';

/** Tokompiler's classes as Python has them: attributes are fields, and it has no arrays of its own. */
export const python: TokompilerLanguage = {
  languages: ['python'],
  kinds: {
    parameters: 'parameters',
    lambda_parameters: 'parameters',
    // A name, and its default or type.
    default_parameter: { rest: '' },
    typed_default_parameter: { rest: '' },
    type: 'type',
    'class_definition.superclasses>argument_list': 'type',
    argument_list: '',
    attribute: { first: '', rest: 'field' },
    call: { first: 'function', rest: '' },
    subscript: '',
  },
  roles: {
    identifier: {
      parameters: 'argument',
      function: 'function',
      field: 'field',
      type: 'type',
      '*': 'variable',
    },
    'function_definition.name>identifier': 'function',
    'class_definition.name>identifier': 'type',
    'decorator>identifier': 'function',
    'keyword_argument.name>identifier': 'argument',
    integer: 'number',
    float: 'number',
    string: 'string',
    // Of strings with expressions in them.
    string_content: 'string',
    type_conversion: 'string',
    format_specifier: 'string',
  },
  interpolated: { string: 'interpolation', format_specifier: 'format_expression' },
  comments: ['comment'],
  // Types that literals have.
  splits: { identifier: keepWords('int float complex bool str bytes') },
};
