import { expect, it } from 'vitest';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { surroundingsInOrder } from '../../../language-tokenizers/syntax/scopes';
import { fixtures, syntax } from './support';

/** A text with «» around a place, and the names of the scopes around it. */
const PLACES: [language: string, text: string, path: string[]][] = [
  ['c', 'struct point { int «x»; }; struct point p;', ['point']],
  ['c', 'struct point { int x; }; struct point «p»;', []],
  ['c', 'int f(struct point *p) { return «1»; }', ['f']],
  ['cpp', 'namespace a::b { class C : public D { void f() { «x»; } }; }', ['a::b', 'C', 'f']],
  ['cpp', 'namespace a { enum class E { A, «B» }; }', ['a', 'E']],
  ['python', 'class A:\n  class B:\n    @d\n    def f(self): «pass»\n', ['A', 'B', 'f']],
  ['python', 'class A:\n  @«d»\n  def f(self): pass\n', ['A', 'f']],
  ['javascript', 'class A { m() { return () => { «a»; }; } }', ['A', 'm']],
  ['typescript', 'namespace N { export abstract class C<T> { m() { «a»; } } }', ['N', 'C', 'm']],
  ['typescript', 'interface I { «a»: string }', ['I']],
  ['java', 'class A { record R(int x) { int g() { return «1»; } } }', ['A', 'R', 'g']],
  ['java', 'class A { enum E { X; void h() { «a»(); } } }', ['A', 'E', 'h']],
  ['go', 'package p\nfunc (s *S) F() { «a»() }\n', ['F']],
  ['rust', 'mod m { impl Display for S { fn fmt(&self) { «a» } } }', ['m', 'S', 'fmt']],
  ['rust', 'trait T { fn g() { «a» } }', ['T', 'g']],
  ['csharp', 'namespace N { class C { void M() { «a»(); } } }', ['N', 'C', 'M']],
  ['ruby', 'module M\n  class C < D\n    def f\n      «a»\n    end\n  end\nend\n', ['M', 'C', 'f']],
  ['php', '<?php class C { function f() { «a»(); } }', ['C', 'f']],
  ['swift', 'extension C { func g() { «a»() } }', ['C', 'g']],
  ['julia', 'module M\nstruct S\n  «x»\nend\nend', ['M', 'S']],
];

it.each(PLACES)('%s: what is around the mark in %j', async (id, marked, path) => {
  const text = marked.replace(/[«»]/g, '');
  const document = await syntax.open(languageById(id)!, text);
  const around = document.scopeAt(marked.indexOf('«'));
  expect(around.path).toEqual(path);
  const inFunction = document.functions().some(({ name }) => name === path.at(-1));
  expect(around.function?.name).toBe(inFunction ? path.at(-1) : undefined);
  document.dispose();
});

it('reads the scopes of a text in order as it finds them one by one', async () => {
  for (const { language, text } of fixtures) {
    const document = await syntax.open(language, text);
    const scopes = document.scopes();
    const inOrder = surroundingsInOrder(scopes);
    const wrong: number[] = [];
    for (let offset = 0; offset < text.length; offset += 11) {
      const around = scopes.filter(({ start, end }) => start <= offset && offset < end);
      const found = inOrder(offset);
      const isSame =
        found.path.join() === around.map(({ name }) => name).join() &&
        found.function === around.findLast(({ kind }) => kind === 'function');
      if (!isSame) wrong.push(offset);
    }
    expect(wrong).toEqual([]);
    document.dispose();
  }
}, 120_000);

it('follows edits', async () => {
  const text = 'class A { f() { x; } }';
  const document = await syntax.open(languageById('javascript')!, text);
  expect(document.scopeAt(16).path).toEqual(['A', 'f']);
  document.edit({ start: 6, end: 7, text: 'Other' }, 'class Other { f() { x; } }');
  expect(document.scopeAt(20).path).toEqual(['Other', 'f']);
  document.dispose();
  expect(document.scopeAt(20).path).toEqual([]);
});
