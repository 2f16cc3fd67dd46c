import { it } from 'vitest';
import { expectMarks } from './marks';

it.each([
  ['a function has what it assigns', 'x = 1\ndef f():\n  y = x₁\n  x₁ = 2\nx\n'],
  ['blocks are no scopes', 'def f(c):\n  if c:\n    x = 1\n  for i in c: x = i\n  return x, i\n'],
  ['global', 'x = 1\ndef f():\n  global x\n  x = 2\ndef g():\n  x₁ = 3\n'],
  ['global without a global', 'def f():\n  global x\n  x = 1\ndef g(): return x\n'],
  [
    'nonlocal',
    'x = 0\ndef f():\n  x₁ = 1\n  def g():\n    nonlocal x₁\n    x₁ = 2\n  def h():\n    x₂ = 3\n  return x₁\n',
  ],
  [
    'a comprehension has its own, and reads its first iterable outside',
    'def f(x):\n  return [x₁ for x₁ in x if x₁ for y in x₁], x\n',
  ],
  [
    'other comprehensions',
    'k = v = 1\na = {k₁: v₁ for k₁, v₁ in k}\nb = (k₂ for k₂ in v)\nc = {k₃ for k₃ in k}\n',
  ],
  ["a walrus in a comprehension is the function's", 'def f(a):\n  b = [y := x for x in a]\n  return y, x₁\n'],
  [
    "a class's names are not seen in its methods",
    'class C:\n  x = 1\n  y = x\n  def f(self):\n    return x₁ + self.x\nx₁ = 2\n',
  ],
  ['methods are members', 'class C:\n  def f(self): return self.f()\ndef f₁(): return f₁\n'],
  ['defaults are read outside', 'x = 1\ndef f(x₁=x): return x₁\n'],
  ['lambda', 'x = 1\ng = lambda x₁, y=x: x₁ + y\nx\n'],
  [
    'with and except',
    'def f(e):\n  with open(e) as (a, b): a\n  try: pass\n  except E as e: e\n  return b\n',
  ],
  ['imports', 'import os\ndef f():\n  import os₁.path\n  os₁.path\nos\n'],
  ['imports under another name', 'from m import a as b\nb\ndef f(b₁): return b₁\n'],
  ['keyword arguments are no variables', 'def f(a, b):\n  return g(a₁=a, b₁=b)\n'],
  ['attributes are no variables', 'def f(a):\n  a.a₁ = a.b\n  a[b₁] = 1\n  return b₁\nb₁ = 2\n'],
  [
    'match binds',
    'x = n = 1\ndef f(c):\n  match c:\n    case [x₁, *n₁]: return x₁, n₁\n    case P(x₂=y) if y: pass\n    case A.B: pass\n    case {"k": v, **o}: v, o\nA\n',
  ],
  ['nested functions', 'def f(a):\n  def g(b): return a + b\n  return g(a)\ndef g₁(b₁): return b₁\n'],
  ['f-strings', 'def f(a): return f"{a} {b}"\na₁ = b\n'],
  [
    'type parameters',
    'def f[T](a: T) -> T: return a\nclass C[T₁]:\n  x: T₁\ntype A[T₂] = list[T₂]\nT₃ = 1\n',
  ],
  ['del and augmented assignment', 'x = 1\ndef f():\n  x₁ += 1\n  del x₁\n'],
])('scopes in python: %s', (_, text) => expectMarks('python', text));
