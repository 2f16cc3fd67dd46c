import { expect, it } from 'vitest';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { TOKOMPILER_LANGUAGES } from '../../../language-tokenizers/tokompiler/languages';
import { restore } from '../../../language-tokenizers/tokompiler/restore';
import { EXTENDED } from '../../../language-tokenizers/tokompiler/vocabulary/extended';
import { writeDocument } from '../../../language-tokenizers/tokompiler/writeDocument';
import { fixtures } from '../syntax/support';
import { leafTexts, stream, tokompiled, unknownTokens } from './support';

it.each([
  [
    'python',
    'class C(B):\n  def f(self, a: T = 1) -> int:\n    self.x = g(a, k=2)\n    return f"{a} b" + \'s\'\n',
    'class type 0 ( type 1 ) : def func 0 ( arg 0 , arg 1 : type 2 = num 0 ) -> int : arg 0 . field 0 = func 1 ( arg 1 , arg 2 = num 1 ) return f" { arg 1 } str 0 " + str 1',
  ],
  [
    'javascript',
    'class A extends B { m(x, { y }) { return this.p + x.q(`a${y}b`, /r/, "s"); } }\nconst f = z => g(z, [0]);',
    'class type 0 extends type 1 { field 0 ( arg 0 , { arg 1 } ) { return this . field 1 + arg 0 . field 2 ( ` str 0 ${ arg 1 } str 1 ` , str 2 , str 3 ) ; } } const var 0 = arg 2 => func 0 ( arg 2 , [ num 0 ] ) ;',
  ],
  [
    'typescript',
    'function f<T>(a: T, b = c): number { return new D<T>(a).e as number; }\nenum E { P }',
    'function func 0 < type 0 > ( arg 0 : type 0 , arg 1 = var 0 ) : number { return new type 1 < type 0 > ( arg 0 ) . field 0 as number ; } enum type 2 { field 1 }',
  ],
  ['tsx', 'const v = <A b={c}>text</A>;', 'const var 0 = < func 0 field 0 = { var 1 } > str 0 </ func 0 > ;'],
  [
    'java',
    'class A { int x; int f(int[] a, B b) { int[] c = a; var d = b.g(\'q\') + x; return h(c[0], 1.5f, "s"); } }',
    'class type 0 { int field 0 ; int func 0 ( int [ ] arr 0 , type 1 arg 0 ) { int [ ] arr 1 = arr 0 ; var var 0 = arg 0 . func 1 ( char 0 ) + field 0 ; return func 2 ( arr 1 [ num 0 ] , num 1 , str 0 ) ; } }',
  ],
  [
    'go',
    'package p\nfunc (s *S) F(a int, b ...T) error { c := make([]int, 1); return s.g(h(a), \'q\', "s") }\n',
    'package var 0 func ( arg 0 * type 0 ) field 0 ( arg 1 int , arg 2 ... type 1 ) error { var 1 := make ( [ ] int , num 0 ) ; return arg 0 . field 1 ( func 0 ( arg 1 ) , char 0 , str 0 ) }',
  ],
  [
    'rust',
    "impl A { fn f<'b>(&self, c: &'b str) -> Self { let d = E::new(c, 1.0); g!(d.h, \"s\"); k('q') } }",
    "impl type 0 { fn func 0 < ' type 1 > ( & self , arg 0 : & ' type 1 str ) -> Self { let var 0 = var 1 :: func 1 ( arg 0 , num 0 ) ; func 2 ! ( var 0 . var 2 , str 0 ) ; func 3 ( char 0 ) } }",
  ],
  [
    'csharp',
    'class A { int x; B F(int[] a, C c) { var d = c.G(a[0], x); return H<D>($"s{d}t"); } }',
    'class type 0 { int field 0 ; type 1 func 0 ( int [ ] arr 0 , type 2 arg 0 ) { var var 0 = arg 0 . field 1 ( arr 0 [ num 0 ] , field 0 ) ; return func 1 < type 3 > ( $ " str 0 { var 0 } str 1 " ) ; } }',
  ],
])('classes of names in %s', async (id, text, expected) => {
  const found = await tokompiled(id, text, { vocabulary: EXTENDED });
  expect(stream(found)).toBe(expected);
  expect(unknownTokens(found)).toEqual([]);
});

it('two variables of one name are two where scopes are asked for', async () => {
  const { resolveNames } = await import('../../../language-tokenizers/tokompiler/scopes/resolveNames');
  const { tokompile } = await import('../../../language-tokenizers/tokompiler/tokompile');
  const { syntax } = await import('../syntax/support');
  const text = 'int f() { int i = 0; return i; }\nint g() { int i = 1; return i; }\n';
  const document = await syntax.open(languageById('c')!, text);
  const identity = resolveNames(document)!;
  const found = tokompile(document, text, { identity });
  document.dispose();
  expect(found.replaced).toBe(
    'int func_0() { int var_0 = num_0; return var_0; }\nint func_1() { int var_1 = num_1; return var_1; }\n',
  );
  expect(restore(writeDocument(found))).toEqual(leafTexts(found));
});

const known = fixtures.filter(({ language }) =>
  TOKOMPILER_LANGUAGES.some(({ languages }) => languages.includes(language.id)),
);

it.each(known)('the leaves of $file are restored, and are all but layout', async ({ language, text }) => {
  const found = await tokompiled(language.id, text, { directives: true });
  expect(restore(writeDocument(found))).toEqual(leafTexts(found));
  const rest = leafTexts(found).join('').replace(/\s/g, '');
  // Marks of lines that go on are layout in C and Fortran.
  if (!/^(?:c|cpp|cuda|fortran)/.test(language.id) || language.id === 'csharp')
    expect(rest).toBe(text.replace(/\s/g, ''));
});
