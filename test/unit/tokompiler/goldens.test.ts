import { describe, expect, it } from 'vitest';
import { stream, tokompiled, unknownTokens } from './support';

interface Golden {
  readonly about: string;
  readonly language: string;
  readonly source: string;
  readonly replaced: string;
  readonly tokens?: string;
  readonly count?: number;
  readonly unknown: readonly string[];
  readonly ids?: readonly number[];
}

/** Made by a re-implementation of the published rules, with names numbered by first appearance. */
const GOLDENS: readonly Golden[] = [
  {
    about: 'an array and its sizes',
    language: 'c',
    source: 'int main() {\n    int r[2800 + 1];\n    r[0] = 2000;\n    return 0;\n}',
    replaced:
      'int func_0() {\n    int arr_0[num_0 + num_1];\n    arr_0[num_2] = num_3;\n    return num_2;\n}',
    tokens: 'int func 0 ( ) { int arr 0 [ num 0 + num 1 ] ; arr 0 [ num 2 ] = num 3 ; return num 2 ; }',
    count: 32,
    unknown: [],
    ids: [
      1115, 1106, 48, 22, 23, 1180, 1115, 1071, 48, 1064, 1128, 48, 26, 1128, 49, 1065, 1051, 1071, 48, 1064,
      1128, 161, 1065, 1055, 1128, 272, 1051, 1144, 1128, 161, 1051, 1183,
    ],
  },
  {
    about: 'arguments, of which one is an array',
    language: 'c',
    source:
      'void axpy(int n, double a, double *x, double y[]) {\n  for (int i = 0; i < n; i++) {\n    y[i] += a * x[i];\n  }\n}',
    replaced:
      'void func_0(int arg_0, double arg_1, double *arg_2, double arr_0[]) {\n  for (int var_0 = num_0; var_0 < arg_0; var_0++) {\n    arr_0[var_0] += arg_1 * arg_2[var_0];\n  }\n}',
    count: 63,
    unknown: ['+='],
  },
  {
    about: 'every class of C',
    language: 'c',
    source:
      '#define N 100\nstruct point { int x; };\nint f(struct point *p) {\n  char c = \'a\';\n  printf("%d\\n", p->x);\n  size_t k = N;\n  return p->x + g(c, 3.5f, 0x1F);\n}',
    replaced:
      '#define var_0 100\nstruct type_0 { int field_0; };\nint func_0(struct type_0 *arg_0) {\n  char var_1 = char_0;\n  func_1(str_0, arg_0->field_0);\n  size_t var_2 = var_0;\n  return arg_0->field_0 + func_2(var_1, num_0, num_1);\n}',
    count: 74,
    unknown: [],
  },
  {
    about: 'pointers that are no arrays',
    language: 'c',
    source:
      'int sum(int *v, int n) {\n  int s = 0;\n  for (int i = 0; i < n; i++)\n    s = s + v[i];\n  return s;\n}',
    replaced:
      'int func_0(int *arg_0, int arg_1) {\n  int var_0 = num_0;\n  for (int var_1 = num_0; var_1 < arg_1; var_1++)\n    var_0 = var_0 + arg_0[var_1];\n  return var_0;\n}',
    tokens:
      'int func 0 ( int * arg 0 , int arg 1 ) { int var 0 = num 0 ; for ( int var 1 = num 0 ; var 1 < arg 1 ; var 1 ++ ) var 0 = var 0 + arg 0 [ var 1 ] ; return var 0 ; }',
    count: 58,
    unknown: [],
  },
  {
    about: 'a pragma and a comment, which stay',
    language: 'c',
    source: '#pragma omp parallel for private(i)\nfor (i = 0; i < 10; i++) sum += a[i]; // add',
    replaced:
      '#pragma omp parallel for private(i)\nfor (var_0 = num_0; var_0 < num_1; var_0++) var_1 += var_2[var_0]; // add',
    count: 35,
    unknown: ['#pragma', 'omp', 'parallel', 'private(i)', '+=', 'add'],
  },
  {
    about: 'a text of two classes, of which the last one wins',
    language: 'c',
    source: 'void f(int *a) { a[0] = 1; }\nint a[10];',
    replaced: 'void func_0(int *arr_0) { arr_0[num_0] = num_1; }\nint arr_0[num_2];',
    unknown: [],
  },
  {
    about: 'a field and a variable of one text',
    language: 'c',
    source: 'x = obj.len + p->len + len;',
    replaced: 'var_0 = var_1.field_0 + var_2->field_0 + field_0;',
    unknown: [],
  },
  {
    about: 'a class of C++',
    language: 'cpp',
    source: 'class A : public B { void m(int q) { this->f = q; } };',
    replaced: 'class type_0 : public type_1 { void field_0(int arg_0) { this->field_1 = arg_0; } };',
    unknown: ['public'],
  },
  {
    about: 'namespaces, which stay',
    language: 'cpp',
    source: 'std::vector<int> v; for (auto e : v) { total += e; } my::fn(v.size(), nullptr, true);',
    replaced:
      'std::type_0<int> var_0; for (auto var_1 : var_0) { var_2 += var_1; } my::func_0(var_0.field_0(), nullptr, true);',
    unknown: ['+=', 'my'],
  },
];

describe.each([{ faithful: true }, { faithful: false }])('golden texts, faithful: $faithful', (options) => {
  it.each(GOLDENS)('$about', async ({ language, source, replaced, tokens, count, unknown, ids }) => {
    const found = await tokompiled(language, source, options);
    expect(found.replaced).toBe(replaced);
    expect(unknownTokens(found)).toEqual(unknown);
    expect(found.unknown).toBe(unknown.length);
    if (tokens !== undefined) expect(stream(found)).toBe(tokens);
    if (count !== undefined) expect(found.tokens).toHaveLength(count);
    if (ids) expect([...found.ids]).toEqual(ids);
    expect(found.hasErrors).toBe(false);
  });

  it('a subroutine of Fortran', async () => {
    const source =
      'subroutine mysubroutine(a, b, c)\n real, intent(in) :: a, b\n real, intent(out) :: c\n c = a + b\nend subroutine';
    const found = await tokompiled('fortran', source, options);
    expect(found.replaced).toBe(
      'subroutine func_0(arg_0, arg_1, arg_2)\n real, intent(in) :: arg_0, arg_1\n real, intent(out) :: arg_2\n arg_2 = arg_0 + arg_1\nend subroutine',
    );
    expect(found.unknown).toBe(0);
    expect(Object.fromEntries(found.dictionary)).toEqual({
      mysubroutine: 'func_0',
      a: 'arg_0',
      b: 'arg_1',
      c: 'arg_2',
    });
  });
});
