import { describe, it } from 'vitest';
import { expectMarks } from './marks';

const SCRIPT: [trap: string, text: string][] = [
  ['var is of the function', 'var x; function f() { x₁; if (1) { var x₁ = 2; } return x₁; } x;'],
  ['let is of the block', 'let x; { x₁; let x₁ = 1; } x; for (const x₂ of y) { x₂; }'],
  ['functions are hoisted in their block', 'f(); { f₁(); function f₁() {} }'],
  ['heads of loops', 'let i; for (let i₁ = 0; i₁ < 1; i₁++) { i₁; } for (var j in i) j; j; for (i of j) i;'],
  ['a function expression knows its name, nobody else', 'const f = function g(n) { return g(n); }; g₁();'],
  ['parameters with patterns', 'let b, d; function f(a, { b₁: b₂ }, [c], d₁ = a, ...e) { a; b₂; c; d₁; e; }'],
  ['shorthand patterns', 'let a; const { b, c: d, e = a, ...r } = a; b; d; e; r; const o = { b, c₁ };'],
  ['arrows', 'let x, y; const f = x₁ => x₁ + y; const g = (y₁) => { y₁; }; x;'],
  ['catch', 'let e; try { e; } catch (e₁) { e₁; } try {} catch ({ message }) { message; }'],
  [
    'classes',
    'class A { x = 1; m(x₁) { return this.x + x₁ + new A(); } } const B = class C { n() { return C; } }; C₁;',
  ],
  ['members and labels are no variables', 'let a; a₁: while (a.a₂) { break a₁; }'],
  ['assignment declares nothing', 'let a; function f() { [a] = 1; ({ b: a } = 2); g = a; } g;'],
  [
    'imports and exports',
    'import D, { a as b, c } from "m"; import * as n from "n"; b; c; D; n; export { c as d };',
  ],
  ['import under another name', 'import { a as b } from "m"; const a₁ = b;'],
  ['templates', 'function f(a) { return `${a} ${b}`; } let b, a₁;'],
];

describe.each(['javascript', 'typescript', 'tsx'])('scopes in %s', (language) => {
  it.each(SCRIPT)('%s', (_, text) => expectMarks(language, text));
});

describe.each(['typescript', 'tsx'])('types in %s', (language) => {
  it.each([
    [
      'type parameters',
      'function f<T>(a: T): T { return a; } class C<T₁> { x: T₁; } type A<T₂> = T₂[]; let t: T₃;',
    ],
    ['signatures have parameters', 'interface I { m(x: A): D; (x₁: B): void; [x₂: string]: C } let x₃;'],
    ['function types', 'type F = (x: number) => void; function f(x₁: F) { return x₁; }'],
    [
      'conditional and mapped types',
      'type A<T> = T extends (infer U)[] ? U : { [P in keyof T]: T[P] }; let U₁, P₁;',
    ],
    ['classes are types', 'class C {} function f(a: C): C { return new C(); }'],
    ['enums', 'enum E { A, B = A } const A₁ = E.A;'],
    ['namespaces', 'namespace N { export const q = 1; q; } const q₁ = N.q₂;'],
    ['parameters with types and defaults', 'let d; function f(this: X, a = d, b?: X) { return a + b; }'],
    ['constructor parameters', 'class C { constructor(private q: number) { q; this.q₁; } }'],
    ['declared functions', 'declare function g(a: A): void; declare function g(a₁: B): void; g(1);'],
  ])('%s', (_, text) => expectMarks(language, text));
});
