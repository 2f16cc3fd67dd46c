import { it } from 'vitest';
import { expectMarks } from './marks';

it.each([
  ['let shadows', 'fn f(x: i32) { let x₁ = x + 1; let x₂ = x₁; { let x₃ = x₂; x₃; } x₂; }'],
  [
    'a pattern may name a variable twice',
    'fn f(e: E) { match e { P(a) | Q(a) => a, R { b, c: d } => b + d, N => 0, n @ 1..=2 => n, _ => a₁ }; }',
  ],
  ['if let', 'fn f(x: O) { if let Some(x₁) = x { x₁ } else { x } }'],
  [
    'chains of if let',
    'fn f(x: O) { if let Some(y) = x && let Some(x₁) = y { x₁ } else if let Some(y₁) = x { y₁ } }',
  ],
  ['while let', 'fn f(s: S) { while let Some(s₁) = s.pop() { s₁; } s; }'],
  ['let else', 'fn f(x: O) { let Some(x₁) = x else { return x; }; x₁; }'],
  ['for', 'fn f(i: V) { for (i₁, j) in i.iter() { i₁; j; } i; }'],
  ['closures', 'fn f(a: i32) { let g = |a₁, b: i32| a₁ + b; g(a); b₁; }'],
  [
    'items are known in all of their block',
    'fn f() { g(); fn g() {} const N: i32 = 1; N; } fn h() { g₁(); }',
  ],
  [
    'items of an impl are named through it',
    'struct S { x: i32 } impl S { fn new(x₁: i32) -> S { S { x: x₁ } } fn f(&self) -> i32 { let g = 1; self.x + S::new(g) } } fn new₁() { new₁(); }',
  ],
  ['fields in short', 'struct S { x: i32 } fn f(x₁: i32) -> S { S { x₁ } } fn g(S { x₂, .. }: S) { x₂; }'],
  [
    'type parameters',
    'struct P<T> { a: T } impl<T₁> P<T₁> { fn m<U>(u: U) -> T₁ { u } } fn f<T₂: A, const N: usize>(t: T₂) { N; } type B<T₃> = V<T₃>;',
  ],
  ['modules', 'mod m { pub fn g() { h(); } fn h() {} } fn h₁() { m::g(); h₁(); }'],
  ['macros', 'macro_rules! m { ($x:expr) => { $x + $x } } fn f(m₁: i32) { m!(m₁); println!("{}", m₁); }'],
  ['enums', 'enum E { A, B(i32) } fn f(e: E) { match e { E::A => 1, E::B(b) => b } }'],
  ['lifetimes and labels', "fn f<'a>(a₁: &'a str) { 'a: loop { break 'a; } a₁; }"],
  ['guards', 'fn f(n: i32) { match n { n₁ if n₁ > 1 => n₁, m => m + n }; }'],
])('scopes in rust: %s', (_, text) => expectMarks('rust', text));
