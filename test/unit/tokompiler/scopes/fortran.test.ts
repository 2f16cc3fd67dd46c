import { it } from 'vitest';
import { expectMarks } from './marks';

const lines = (...all: string[]): string => all.join('\n') + '\n';

it.each([
  ['letter case means nothing', lines('subroutine s(A)', 'real :: a', 'A = a', 'end subroutine S')],
  [
    'two procedures have two i',
    lines(
      'subroutine s()',
      'integer :: i',
      'i = 1',
      'end',
      'subroutine t()',
      'integer :: i₁',
      'i₁ = 1',
      'end',
    ),
  ],
  [
    'also without declarations',
    lines(
      'subroutine s()',
      'do i = 1, n',
      'k = i',
      'end do',
      'end',
      'subroutine t()',
      'i₁ = 1',
      'read *, k₁',
      'end',
    ),
  ],
  [
    'a contained procedure sees its host',
    lines(
      'program p',
      'integer :: i, j',
      'i = 1',
      'contains',
      'subroutine s()',
      'integer :: j₁',
      'i = 2',
      'j₁ = 3',
      'end subroutine',
      'end program p',
    ),
  ],
  [
    'a contained procedure has its own without declarations',
    lines(
      'program p',
      'contains',
      'subroutine s()',
      'i = 2',
      'end subroutine',
      'subroutine t()',
      'i₁ = 2',
      'end subroutine',
      'end program',
    ),
  ],
  [
    'and sees what its host has so',
    lines('program p', 'i = 1', 'contains', 'subroutine s()', 'i = 2', 'end subroutine', 'end program'),
  ],
  [
    'a function is its result',
    lines('function f(x)', 'real :: f, x', 'f = x', 'end function f', 'program p', 'y = f(x₁)', 'end'),
  ],
  [
    'unless it has another',
    lines('function f(x) result(r)', 'r = x', 'end function', 'function g(r₁)', 'g = f(r₁)', 'end function'),
  ],
  [
    'modules',
    lines(
      'module m',
      'integer :: n',
      'contains',
      'subroutine s(a)',
      'a = n',
      'end subroutine s',
      'end module m',
      'program p',
      'use m',
      'call s(n)',
      'end program',
    ),
  ],
  [
    'components are no variables',
    lines('subroutine s(x)', 'type t', 'real :: x₁', 'end type t', 'type(t) :: o', 'o%x₁ = x', 'end'),
  ],
  [
    'block constructs',
    lines('program p', 'integer :: i', 'block', 'integer :: i₁', 'i₁ = 1', 'end block', 'i = 2', 'end'),
  ],
  [
    'associate',
    lines('subroutine s(a)', 'associate (b => a, a₁ => a)', 'b = a₁', 'end associate', 'b₁ = a', 'end'),
  ],
  [
    'forall and do concurrent',
    lines(
      'subroutine s(a, n)',
      'integer :: i',
      'forall (i₁ = 1:n) a(i₁) = 1',
      'do concurrent (i₂ = 1:n)',
      'a(i₂) = 2',
      'end do',
      'i = 1',
      'end',
    ),
  ],
  ['keywords of arguments', lines('subroutine s(a)', 'call t(a₁=a)', 'end')],
  [
    'external procedures are one',
    lines(
      'subroutine s()',
      'real :: f',
      'external f',
      'x = f(1)',
      'end',
      'subroutine t()',
      'external f',
      'call u(f)',
      'end',
    ),
  ],
  [
    'common blocks',
    lines(
      'subroutine s()',
      'common /c/ a',
      'a = 1',
      'end',
      'subroutine t()',
      'common /c/ a₁',
      'c₁ = a₁',
      'end',
    ),
  ],
  [
    'constants',
    lines(
      'subroutine s()',
      'parameter (n = 1)',
      'integer, parameter :: m = n',
      'end',
      'subroutine t()',
      'n₁ = m₁',
      'end',
    ),
  ],
  [
    'select type',
    lines('subroutine s(a)', 'select type (b => a)', 'type is (t)', 'b%x = 1', 'end select', 'b₁ = 1', 'end'),
  ],
  ['names of constructs', lines('subroutine s(a)', 'a: do i = 1, a', 'exit a₁', 'end do a₁', 'end')],
  [
    'directives name variables',
    lines(
      'subroutine s(i)',
      '!$omp parallel do private(i)',
      'i = 1',
      'end',
      'subroutine t()',
      'i₁ = 1',
      '!$omp flush(i₁)',
      'end',
    ),
  ],
])('scopes in fortran: %s', (_, text) => expectMarks('fortran', text));

it('scopes in fixed form', () =>
  expectMarks(
    'fortran-fixed',
    lines(
      '      SUBROUTINE S(I)',
      'c$omp parallel do private(i)',
      '      I = 1 +',
      '     $ i',
      '      END',
      '      SUBROUTINE T',
      '      i₁ = 2',
      '      END',
    ),
  ));
