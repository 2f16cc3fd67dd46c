import { nameField, type SyntaxLanguage } from '../language';

export const fortran: SyntaxLanguage = {
  id: 'fortran',
  name: 'Fortran',
  vscodeIds: ['fortran', 'FortranFreeForm', 'fortran-modern'],
  extensions: ['.f90', '.f95', '.f03', '.f08', '.f15', '.f18', '.f23'],
  grammar: 'tree-sitter-fortran.wasm',
  source: 'tree-sitter-fortran (MIT), built here',
  functions: { types: ['function', 'subroutine'], wrappers: [], name: nameField },
};
