import type { TokompilerLanguage } from '../language';
import { keepWords } from './keepWords';

/** Of the language's specification, "Predeclared identifiers". */
const TYPES = `
  any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string
  uint uint8 uint16 uint32 uint64 uintptr
`;
/** Functions whose argument is a type to the grammar. */
const TAKING_TYPES = 'make new';

/** Tokompiler's classes as Go has them: methods are fields. A name does not tell that its type is an array's. */
export const go: TokompilerLanguage = {
  languages: ['go'],
  kinds: {},
  roles: {
    identifier: 'variable',
    'parameter_declaration.name>identifier': 'argument',
    'variadic_parameter_declaration.name>identifier': 'argument',
    'type_parameter_declaration.name>identifier': 'type',
    'function_declaration.name>identifier': 'function',
    'call_expression.function>identifier': 'function',
    field_identifier: 'field',
    type_identifier: 'type',
    package_identifier: 'mention',
    int_literal: 'number',
    float_literal: 'number',
    imaginary_literal: 'number',
    rune_literal: 'char',
    interpreted_string_literal: 'string',
    raw_string_literal: 'string',
  },
  comments: ['comment'],
  splits: {
    type_identifier: keepWords(TYPES),
    'call_expression.function>identifier': keepWords(`${TYPES} ${TAKING_TYPES}`),
  },
};
