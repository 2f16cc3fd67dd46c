import { fixedToFree, isFreeForm } from '../fixedForm';
import type { FunctionRules, SyntaxLanguage } from '../language';

/** A procedure's name stands in its first statement. */
const functions: FunctionRules = {
  types: ['function', 'subroutine', 'module_procedure', 'program'],
  wrappers: [],
  name: (definition) => {
    const statement = definition.firstNamedChild;
    return (
      statement?.childForFieldName('name') ?? statement?.namedChildren.find(({ type }) => type === 'name')
    );
  },
  hasBody: () => true,
};

/** Operators that are words to the grammar. */
const DOTTED = ['.and.', '.or.', '.not.', '.eqv.', '.neqv.', '.eq.', '.ne.', '.lt.', '.le.', '.gt.', '.ge.'];

const kinds = {
  ...Object.fromEntries(DOTTED.map((word) => [word, 'operator' as const])),
  '%': 'punctuation',
  statement_label: 'identifier',
  statement_label_reference: 'identifier',
  label: 'identifier',
  implicit_range: 'identifier',
  procedure_interface: 'identifier',
  character_length: 'number',
  type_member: 'identifier',
  type_name: 'type',
  'end_type_statement>name': 'type',
  base_type_specifier: 'type',
  'base_type_specifier>identifier': 'type',
  procedure: 'keyword',
  procedure_kind: 'keyword',
  default: 'keyword',
  assumed_size: 'operator',
  assumed_rank: 'operator',
  assumed_shape: 'punctuation',
  unlimited_polymorphic: 'operator',
  multiple_subscript: 'operator',
  edit_descriptor: 'string',
  hollerith_constant: 'string',
  filename: 'string',
  custom_directive: 'directive',
} as const;

const common = {
  grammar: 'tree-sitter-fortran.wasm',
  source: 'tree-sitter-fortran (MIT), built here',
  kinds,
  functions,
} as const;

export const fortran: SyntaxLanguage = {
  ...common,
  id: 'fortran',
  name: 'Fortran',
  vscodeIds: ['fortran', 'FortranFreeForm', 'fortran-modern'],
  extensions: ['.f90', '.f95', '.f03', '.f08', '.f15', '.f18', '.f23'],
  claims: { extensions: ['.f', '.for', '.ftn', '.fpp'], test: isFreeForm },
};

/** The older layout, with columns that mean something; the grammar reads a rewritten text. */
export const fortranFixed: SyntaxLanguage = {
  ...common,
  id: 'fortran-fixed',
  name: 'Fortran (fixed form)',
  vscodeIds: ['FortranFixedForm', 'fortran_fixed-form'],
  extensions: ['.f', '.for', '.f77', '.ftn', '.fpp'],
  parserText: fixedToFree,
  // What the parser does not see: marks of continuation, comments inside a statement and past its last column.
  gapKind: (text) => (text.length === 1 ? 'punctuation' : 'comment'),
};
