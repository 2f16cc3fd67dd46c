import { describe, it } from 'vitest';
import { expectMarks } from './marks';

const BOTH: [trap: string, text: string][] = [
  ['two functions have two i', 'int f() { int i; return i; } int g() { int i₁; return i₁; }'],
  ['a block hides', 'void f() { int x = 1; { int x₁ = x₁; x₁; } x; }'],
  ['a name is known behind its declarator', 'int x; void f() { x; int x₁ = x₁; x₁; }'],
  ['the head of a for is of its own', 'void f(int i) { for (int i₁ = 0; i₁ < 1; i₁++) i₁; i; }'],
  ['parameters', 'int x; void f(int x₁, int y[x₁]) { x₁; y; } int g() { return x; }'],
  ['parameters of what is only declared', 'int f(int a); int g(int a₁) { return a₁; }'],
  ['a pointer to a function', 'void f(int a, int (*cb)(int a₁)) { a; cb; } int a₂;'],
  ['globals are one by text', 'void f() { printf(n); } void g() { printf(n); }'],
  [
    'a function is one before and behind its body',
    'int f(int); int g() { return f(1); } int f(int x) { return x; }',
  ],
  ['members are no variables', 'struct s { int x; }; int f(struct s *p) { int x₁ = p->x; return x₁; }'],
  ['labels are no variables', 'void f() { int a; a₁: a; goto a₁; }'],
  ['macros have parameters', '#define SQ(x) (x)\nint x₁ = SQ(x₁);\n'],
  ["extern names the file's", 'int n; void f() { extern int n; n; } void g() { int n₁; n₁; }'],
  [
    'enumerators are names of the scope around',
    'enum e { A, B = A }; void f() { enum g { A₁ }; A₁; } int h = A;',
  ],
  ['branches of the preprocessor', '#ifdef N\nint x;\n#else\nint x;\n#endif\nint f() { return x; }\n'],
  [
    'directives name variables',
    'void f(int i, int n) {\n#pragma omp for private(i) if(n > 1)\nfor (;;) { int i₁; \n#pragma omp task shared(i₁)\n}\n}\n',
  ],
];

describe.each(['c', 'cpp', 'cuda'])('scopes in %s', (language) => {
  it.each(BOTH)('%s', (_, text) => expectMarks(language, text));
});

it.each([
  ['tags are no variables', 'struct point { int q; }; void f(struct point point₁) { point₁.q; }'],
  ['a typedef is a type', 'typedef int t; t f(t a) { int t₁ = a; return t₁; }'],
  [
    "a function declared in a block is the file's",
    'void f() { int g(int); g(1); } int g(int a) { return a; }',
  ],
  ['the parameters of old', 'int a; int f(a₁) int a₁; { return a₁; }'],
])('scopes in c: %s', (_, text) => expectMarks('c', text));

it.each([
  [
    'members are seen in methods',
    'class A { int x; int f() { return x; } int g(int x₁) { return this->x + x₁; } };',
  ],
  ['members are seen before they are declared', 'int x; class A { int f() { return x₁; } int x₁; };'],
  [
    'methods outside of their class',
    'struct A { int x; void f(); }; void A::f() { x = 1; } void g(int x₁) { x₁; }',
  ],
  ["constructors have their class's name", 'class A { A(int a) : b(a) {} ~A(); int b; }; A *p = new A(1);'],
  [
    'templates have parameters',
    'template <class T, int N> T f(T a) { return a + N; } template <class T₁> struct S { T₁ t; }; int N₁;',
  ],
  [
    'lambdas capture',
    'void f(int x) { auto g = [x, y = x](int z) { int x₁; return z + y; }; int y₁, z₁; x; }',
  ],
  ['range for', 'void f(V x) { for (auto x₁ : x) x₁; x; }'],
  ['a condition declares', 'void f(int a) { if (int a₁ = 1; a₁) a₁; else a₁; while (int a₂ = a₂) a₂; }'],
  ['catch', 'void f(int e) { try {} catch (E &e₁) { e₁; } e; }'],
  ['namespaces', 'int x; namespace n { int x₁; int f() { return x₁; } } int g() { return x + n::x₁; }'],
  ['structured bindings', 'int a; void f(P p) { auto [a₁, b] = p; a₁; b; }'],
  ['enumerators through their enum', 'enum class E { P, Q }; int P₁(int q); E e = E::P;'],
])('scopes in cpp: %s', (_, text) => expectMarks('cpp', text));
