/** Tokens around those of a fragment of Fortran, which is read as if it were in a subroutine: the published ones. */
export const PARTIAL_BEFORE: readonly string[] = ['subroutine', 'example', '(', ')'];
export const PARTIAL_AFTER: readonly string[] = ['end', 'subroutine', 'example'];
