import { it } from 'vitest';
import { expectMarks } from './marks';

const inFunction = (body: string): string => `package p\nfunc f(a int) { ${body} }\n`;

it.each([
  ['a new variable reads the old', inFunction('x := a; if b { x₁ := x; x₁++ }; x++')],
  ['an assignment is no declaration', inFunction('x := a; if b { x = 1; x₁, y := 2, x; y++; x₁++ }; x++')],
  ['in its own scope := declares what is new only', inFunction('x, e := g(); y, e := x, e; _ = y')],
  ['if and else', inFunction('if x := a; x > 1 { x++ } else if y := x; y > 1 { y++ }; x₁ := 1; x₁++')],
  ['for', inFunction('i := 1; for i₁ := 0; i₁ < i₁; i₁++ { i₂ := i₁; i₂++ }; i++')],
  ['range', inFunction('for k, a₁ := range a { k++; a₁++ }; var k₁ int; for k₁ = range a { k₁++ }')],
  [
    'switch on a type',
    inFunction('switch a₁ := a.(type) { case int: a₁++; default: x := a₁; x++ }; a++; x₁ := 1; x₁++'),
  ],
  [
    'select',
    inFunction('select { case v := <-c: v++; case v₁, ok := <-c: v₁++; _ = ok; case v₂ = <-c: v₂++ }'),
  ],
  ['cases are scopes', inFunction('switch a { case 1: x := 1; x++; case 2: x₁ := 2; x₁++ }')],
  ['function literals', inFunction('g := func(a₁ int) int { b := a₁; return b }; b₁ := g(a); b₁++')],
  ['fields are no variables', inFunction('a.a₁ = T{a₁: a, b: T{a₁: b₁}}')],
  ['keys of maps are values', inFunction('m := map[string]int{a: 1}; n := [...]int{a: 2}; _, _ = m, n')],
  ['packages', 'package p\nimport "fmt"\nfunc f() { fmt.Println() }\nfunc g(fmt₁ T) { fmt₁.Println() }\n'],
  [
    'methods',
    'package p\ntype S[K any] struct { k K }\nfunc (s *S[K₁]) F(k₁ K₁) (r K₁) { r = s.k; s.F(k₁); return }\nfunc F₁(s₁ S[K₂]) {}\n',
  ],
  ['type parameters', 'package p\nfunc f[T any](a T) T { return a }\ntype P[T₁ any] []T₁\nvar x T₂\n'],
  [
    'the order of a package does not matter',
    'package p\nvar x = y\nfunc f() { x₁ := y; _ = x₁ }\nvar y = 1\n',
  ],
  ['labels are no variables', inFunction('a₁: for { break a₁ }; a++')],
])('scopes in go: %s', (_, text) => expectMarks('go', text));
