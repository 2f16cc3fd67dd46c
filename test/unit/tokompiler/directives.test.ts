import { describe, expect, it } from 'vitest';
import { lexDirective } from '../../../language-tokenizers/syntax/pragmas/lexer';
import { parseDirective } from '../../../language-tokenizers/tokompiler/directives/directive';
import { EXTENDED } from '../../../language-tokenizers/tokompiler/vocabulary/extended';
import { leafTexts, stream, tokompiled, unknownTokens } from './support';

/** Words before clauses, and clauses with their arguments: those that are words of the specification in quotes. */
function read(text: string): string {
  const { words, clauses } = parseDirective(text, lexDirective(text, 0, { comment: '//' }));
  const parts = clauses.map(({ name, arguments: found }) => {
    const inside = found?.map(({ kind, start, end }) => {
      const token = text.slice(start, end);
      return kind === 'word' ? `"${token}"` : kind === 'called' ? `${token}!` : token;
    });
    return inside ? `${name}(${inside.join(' ')})` : name;
  });
  return [words.join(' '), ...parts].join(' | ');
}

it.each([
  [
    'omp parallel for private(i,j) reduction(+:sum) schedule(static, 4)',
    'omp parallel for | private(i , j) | reduction(+ : sum) | schedule("static" , 4)',
  ],
  ['omp simd private(static, to) nowait', 'omp simd | private(static , to) | nowait'],
  ['omp for reduction(max: m) reduction(mine : x)', 'omp for | reduction("max" : m) | reduction(mine : x)'],
  ['omp for reduction(inscan, +: s)', 'omp for | reduction("inscan" , + : s)'],
  [
    'omp for schedule(monotonic: dynamic, dynamic)',
    'omp for | schedule("monotonic" : "dynamic" , "dynamic")',
  ],
  [
    'omp target map(always, to: a[0:n], b) map(from)',
    'omp target | map("always" , "to" : a [ 0 : n ] , b) | map(from)',
  ],
  [
    'omp task depend(in: in) if(task: n > 10) untied',
    'omp task | depend("in" : in) | if("task" : n > 10) | untied',
  ],
  [
    'omp parallel default(none) shared(shared) num_threads(f(2*n))',
    'omp parallel | default("none") | shared(shared) | num_threads(f! ( 2 * n ))',
  ],
  ['omp atomic read seq_cst', 'omp atomic read seq_cst'],
  ['omp critical(name)', 'omp | critical(name)'],
  ['omp parallel vendor_hint(fast, 3) private(x)', 'omp parallel | vendor_hint("fast" "," "3") | private(x)'],
  ['omp parallel private(a', 'omp parallel | private(a)'],
  [
    'acc parallel loop gang(static: 4) copyin(readonly: a[0:n]) async(q)',
    'acc parallel loop | gang("static" : 4) | copyin("readonly" : a [ 0 : n ]) | async(q)',
  ],
  ['acc loop tile(32, 4) independent', 'acc loop | tile(32 , 4) | independent'],
  ['acc kernels default(present) wait(1)', 'acc kernels | default("present") | wait(1)'],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

describe('directives in C', () => {
  const source = `void f(int n, double *a) {
  double sum = 0;
#pragma omp parallel for private(n) \\
    reduction(+:sum) schedule(static, 4)
  for (int i = 0; i < n; i++) sum += a[i] * 4;
}
`;

  it('names in clauses are those of the text around', async () => {
    const found = await tokompiled('c', source, { directives: true, vocabulary: EXTENDED });
    expect(stream(found)).toContain(
      '#pragma omp parallel for private ( arg 0 ) reduction ( + : var 0 ) schedule ( static , num 1 ) for (',
    );
    expect(stream(found)).toContain('arg 1 [ var 1 ] * num 1 ;');
    expect(unknownTokens(found)).toEqual([]);
    expect(leafTexts(found)).toContain('reduction');
  });

  it('stay one text when they are not asked for', async () => {
    const found = await tokompiled('c', source, { directives: false });
    expect(stream(found)).toContain('#pragma omp parallel for private(n) \\ reduction(+:sum)');
  });

  it('other pragmas stay one text', async () => {
    const found = await tokompiled('c', '#pragma GCC poison omp\n#pragma once\n', { directives: true });
    expect(stream(found)).toBe('#pragma GCC poison omp #pragma once');
  });
});

it.each([
  [
    'fortran',
    'subroutine s(a, n)\ninteger :: i\n!$OMP parallel do private(i) &\n!$omp& shared(a)\ndo i = 1, n\na(i) = 0\nend do\n!$acc wait ! done\nend\n',
    ['!$omp parallel do private ( var 0 ) !$omp shared ( arg 0 ) do', '!$acc wait'],
  ],
  [
    'fortran-fixed',
    '      subroutine s(a, n)\n      integer i\nc$omp parallel do private(i)\nc$omp+shared(a)\n!$omp1 if(n .gt. 10)\n      do i = 1, n\n      a(i) = 0\n      end do\n      end\n',
    ['c$omp parallel do private ( var 0 ) c$omp shared ( arg 0 ) !$omp if ( arg 1 .gt. num 0 ) do'],
  ],
])('directives in %s', async (id, text, expected) => {
  const found = await tokompiled(id, text, { directives: true, comments: 'drop' });
  for (const part of expected) expect(stream(found)).toContain(part);
});
