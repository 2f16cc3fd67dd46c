import { describe, expect, it } from 'vitest';
import type { TokompileOptions } from '../../../language-tokenizers/tokompiler/options';
import { leafTexts, stream, tokompiled } from './support';

const FAITHFUL: TokompileOptions = { faithful: true };

async function replaced(language: string, text: string, options?: TokompileOptions): Promise<string> {
  return (await tokompiled(language, text, options)).replaced;
}

describe('where the published tool has a fault, the default has none', () => {
  it('the size of an array is no array', async () => {
    const source = 'int a[N + 1];';
    expect(await replaced('c', source, FAITHFUL)).toBe('int arr_0[arr_1 + num_0];');
    expect(await replaced('c', source)).toBe('int arr_0[var_0 + num_0];');
  });

  it('a sign is an operator', async () => {
    const source = 'int f(void) { return -1; }';
    expect(stream(await tokompiled('c', source, FAITHFUL))).toContain('return num 0 ;');
    expect(stream(await tokompiled('c', source))).toContain('return - num 0 ;');
  });

  it('raw names that look like replaced ones are not split', async () => {
    const source = 'str_len: goto str_len;';
    expect(stream(await tokompiled('c', source, FAITHFUL))).toBe('str len : goto str len ;');
    expect(stream(await tokompiled('c', source))).toBe('str_len : goto str_len ;');
  });

  it('spaces in a directive mean nothing', async () => {
    const source = '#  define N 1\n';
    expect(stream(await tokompiled('c', source, FAITHFUL))).toBe('# define var 0 1');
    expect(stream(await tokompiled('c', source))).toBe('#define var 0 1');
  });

  it.each([FAITHFUL, {}])('offsets are right behind other scripts (%j)', async (options) => {
    const source = '/* été 🦀 */ int größe = 7; // 数\nchar *s = "ß";';
    expect(await replaced('c', source, options)).toBe(
      '/* été 🦀 */ int var_0 = num_0; // 数\nchar *var_1 = str_0;',
    );
  });
});

describe('Fortran', () => {
  const SOURCE = [
    'function area(r, s) result(total)',
    ' real, dimension(n) :: x',
    ' real z(10), w',
    ' character(8) :: title',
    ' real, external :: dot',
    ' total = x(1) + z(4) * dot(z, 3) - area(1, 2) + unknown(w) + r%part(2)',
    ' title(1:2) = "ab"',
    ' call work(X, -1)',
    'end function area',
  ].join('\n');

  it('declarations tell arrays and texts from functions', async () => {
    expect((await replaced('fortran', SOURCE)).split('\n')).toEqual([
      'function func_0(arg_0, arg_1) result(var_0)',
      ' real, dimension(var_1) :: arr_0',
      ' real arr_1(num_0), var_2',
      ' character(num_1) :: var_3',
      ' real, external :: func_1',
      ' var_0 = arr_0(num_2) + arr_1(num_3) * func_1(arr_1, num_4) - func_0(num_2, num_5) + func_2(var_2) + arg_0%field_0(num_5)',
      ' var_3(num_2:num_5) = str_0',
      ' call func_3(arr_0, -num_2)',
      'end function func_0',
    ]);
  });

  it('as published, all that may be called is a function, in lower case', async () => {
    const lines = (await replaced('fortran', SOURCE.toUpperCase(), FAITHFUL)).split('\n');
    expect(lines[0]).toBe('function func_0(arg_0, arg_1) result(func_1)');
    expect(lines[5]).toContain('func_1 = func_2(num_2)');
    expect(lines[8]).toBe('end function area');
  });

  it('letter case means nothing but in texts, and stays in the text', async () => {
    const found = await tokompiled('fortran', "REAL :: Foo\nfoo = FOO + bar('A') + bar('a')\nEND");
    expect(found.replaced).toBe('REAL :: var_0\nvar_0 = var_0 + func_0(str_0) + func_0(str_1)\nEND');
    expect(stream(found)).toMatch(/^real :: var 0 .* end$/);
  });

  it('fixed form: marks of continuation are layout, comments in statements are words', async () => {
    const source = '      X = A\nC     MORE\n     1    + B\n      CHARACTER T*4\n      END\n';
    const found = await tokompiled('fortran-fixed', source);
    expect(leafTexts(found)).toEqual([
      'X',
      '=',
      'A',
      'C     MORE',
      '+',
      'B',
      'CHARACTER',
      'T',
      '*',
      '4',
      'END',
    ]);
    const dropped = await tokompiled('fortran-fixed', source, { comments: 'drop' });
    expect(leafTexts(dropped)).not.toContain('C     MORE');
  });

  it('a fragment stands in a subroutine', async () => {
    const found = await tokompiled('fortran', 'x = 1\n', { partial: true });
    expect(stream(found)).toBe('subroutine example ( ) var 0 = num 0 end subroutine example');
    expect([...found.tokenEnds]).toEqual([6, 7, 9]);
    expect(found.replaced).toBe('var_0 = num_0\n');
  });
});

describe('C and its relatives', () => {
  it.each([
    ['c', '#include "a.h"\n#include <b.h>\n', '#include "a.h" #include <b.h>'],
    ['c', 'x = L"a" "b"; y = L\'c\';', 'var 0 = str 0 str 1 ; var 1 = char 0 ;'],
    ['cpp', 'auto s = R"(a "b")";', 'auto var 0 = str 0 ;'],
    ['cuda', 'run<<<grid, 32>>>(x);', 'func 0 <<< var 0 , num 0 >>> ( var 1 ) ;'],
    ['c', 'x = table[i](y);', 'var 0 = func 0 [ var 1 ] ( var 2 ) ;'],
    ['c', 'int f(int a) { a = f(a); }', 'int func 0 ( int arg 0 ) { arg 0 = func 0 ( arg 0 ) ; }'],
  ])('%s: %s', async (language, source, tokens) => {
    expect(stream(await tokompiled(language, source))).toBe(tokens);
  });

  it('what the grammar makes no sense of is told and read as well', async () => {
    const source = 'int a;\nint ] b;\nint c;\n';
    const found = await tokompiled('c', source);
    expect(found.replaced).toBe('int var_0;\nint ] var_1;\nint var_2;\n');
    expect(found.hasErrors).toBe(true);
    expect(found.errors.map(({ start, end }) => source.slice(start, end))).toEqual([']']);
  });

  it('names of objects in JavaScript are names like others', async () => {
    const { dictionary } = await tokompiled('c', 'int constructor, __proto__, toString;');
    expect([...dictionary]).toEqual([
      ['constructor', 'var_0'],
      ['__proto__', 'var_1'],
      ['toString', 'var_2'],
    ]);
  });

  it('identity may be told from outside', async () => {
    const source = 'int i; { int i; i = 1; }';
    const identity = { at: (start: number) => (source[start] === 'i' ? Number(start > 10) : undefined) };
    const found = await tokompiled('c', source, { identity });
    expect(found.replaced).toBe('int var_0; { int var_1; var_1 = num_0; }');
  });
});
