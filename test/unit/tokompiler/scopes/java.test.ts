import { describe, it } from 'vitest';
import { expectMarks } from './marks';

const inMethod = (body: string): string => `class K { void f(int a) { ${body} } }`;

it.each([
  [
    'fields and locals',
    'class A { int x; int f() { return x; } void g(int x₁) { this.x = x₁; } void h() { int y = x; int x₂ = y; } }',
  ],
  ['methods are no variables', inMethod('int count = count₁(); count++; this.count₁();')],
  [
    'blocks and loops',
    inMethod('for (int i = 0; i < a; i++) { int b = i; } for (int i₁ : a) { int b₁ = i₁; } { int b₂; }'),
  ],
  [
    'try and catch',
    inMethod('try (R r = open()) { r.x(); } catch (E e) { e.p(); } catch (G e₁) { e₁.p(); } r₁++; e₂++;'),
  ],
  [
    'lambdas',
    inMethod('F g = b -> b + a; H h = (b₁, c) -> { return b₁ + c; }; I k = (int b₂) -> b₂; g.m(h, k);'),
  ],
  [
    'patterns',
    inMethod(
      'if (!(a instanceof P p)) return; p.x(); if (a instanceof P p₁ && p₁.y()) p₁.z(); if (a instanceof R(int u, var v)) { u++; v++; }',
    ),
  ],
  ['rules of a switch', inMethod('switch (a) { case Integer i -> i++; case String i₁ -> i₁++; }')],
  [
    'type parameters',
    'class A<T> { T t; <U> U f(U u, T t₁) { return u; } } interface I<T₁ extends B> { T₁ g(); }',
  ],
  ['classes in classes', 'class A { class B { int x; } B b; A.B c; } class C { B₁ d; }'],
  ["constructors have their class's name", 'class A { A(int a) { super(); } A b() { return new A(1); } }'],
  [
    'enums',
    'enum E { P, Q(1); int w; E() { w = 1; } } class A { E e = E.P; void f(E e₁) { switch (e₁) { case P: break; } } }',
  ],
  ['records', 'record R(int u, int v) { int s(int v₁) { return u + v₁; } }'],
  ['anonymous classes', inMethod('new T() { int b = 1; void g() { b = a; } }; b₁++;')],
  ['labels are no variables', inMethod('a₁: while (true) { break a₁; } a++;')],
  ['parameters of many', 'class A { void f(int... a) { a[0]++; } void g() { a₁++; } }'],
])('scopes in java: %s', (_, text) => expectMarks('java', text));

describe('scopes in csharp', () => {
  it.each([
    [
      'fields and locals',
      'class A { int x; int F() { return x; } void G(int x₁) { this.x = x₁; } int P => x; }',
    ],
    [
      'methods and properties are members',
      'class A { int P { get; set; } void F() { P = F(); this.P = 1; this.F(); } }',
    ],
    [
      'blocks and loops',
      inMethod(
        'for (int i = 0; i < a; i++) { int b = i; } foreach (var i₁ in a) { int b₁ = i₁; } { int b₂; }',
      ),
    ],
    [
      'tuples',
      inMethod('var (b, c) = a; foreach (var (k, v) in b) { k++; v++; } (int d, int e) = c; d++; e++;'),
    ],
    [
      'using and catch',
      inMethod('using (var r = Open()) { r.X(); } try { } catch (E e) when (e.X) { e.Y(); } r₁++; e₁++;'),
    ],
    [
      'lambdas',
      inMethod('F g = b => b + a; H h = (b₁, c) => { return b₁ + c; }; I k = (int b₂) => b₂; g.M(h, k);'),
    ],
    [
      'patterns',
      inMethod('if (a is P p && p.x > 0) { } if (a is P p₁) { p₁.y(); } if (D.G(a, out var v)) { v++; }'),
    ],
    [
      'sections of a switch',
      inMethod('switch (a) { case int i when i > 1: i++; break; case long i₁: i₁++; break; }'),
    ],
    ['arms of a switch', inMethod('var s = a switch { int i => i, long i₁ => i₁, _ => 0 }; s++;')],
    ['local functions', inMethod('int g(int a₁) { return a₁; } g(a);')],
    [
      'initializers',
      'class A { int P; void F(int P₁, int b) { new A { P = P₁ }; var o = new { b₁ = 1, b }; G(b₁: b); } }',
    ],
    [
      'type parameters',
      'class A<T> { T t; U F<U>(U u, T t₁) where U : V { return u; } } struct S<T₁> { T₁ x; }',
    ],
    [
      'constructors and records',
      'class A { A(int a) : base(a) { } A b = new A(1); } record R(int U, int V) { int s(int U₁) => U₁ + V; }',
    ],
    [
      'queries',
      inMethod('var q = from e in a let l = e where l > 0 join j in b on e equals j select e; e₁++; l₁++;'),
    ],
    ['labels are no variables', inMethod('goto a₁; a₁: a++;')],
  ])('%s', (_, text) => expectMarks('csharp', text));
});
