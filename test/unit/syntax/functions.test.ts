import { expect, it } from 'vitest';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { crlf, fixture, syntax } from './support';

/** Name, the line that holds the name, and the first and last line of the definition, counted from 1. */
const EXPECTED: Record<string, [name: string, line: number, first: number, last: number][]> = {
  'ring_buffer.c': [
    ['ring_new', 25, 25, 34],
    ['ring_push', 36, 36, 46],
    ['ring_mean', 50, 50, 60],
  ],
  'matrix.cpp': [
    ['Matrix', 12, 12, 12],
    ['~Matrix', 14, 14, 14],
    ['rows', 16, 16, 16],
    ['operator()', 17, 17, 17],
    ['operator bool', 18, 18, 18],
    ['Matrix<T, N>::scale', 30, 29, 34],
    ['Printer::operator<<', 43, 43, 46],
    ['main', 52, 52, 61],
  ],
  'inventory.py': [
    ['label', 21, 20, 23],
    ['parse', 26, 25, 28],
    ['__init__', 32, 32, 33],
    ['total', 35, 35, 39],
    ['price', 36, 36, 37],
    ['refresh', 41, 41, 44],
    ['discount', 48, 47, 56],
  ],
  'store.js': [
    ['constructor', 14, 14, 17],
    ['full', 19, 19, 21],
    ['load', 23, 23, 30],
    ['keysOf', 32, 32, 34],
    ['onChange', 36, 36, 36],
    ['clamp', 39, 39, 39],
    ['debounce', 41, 41, 47],
    ['debounced', 43, 43, 46],
    ['click', 50, 50, 50],
    ['key-up', 51, 51, 53],
    ['run', 56, 56, 60],
    ['default', 62, 62, 62],
  ],
  'shapes.ts': [
    ['constructor', 20, 20, 22],
    ['label', 24, 24, 26],
    ['toString', 27, 27, 27],
    ['constructor', 32, 32, 37],
    ['draw', 38, 38, 40],
    ['scaled', 42, 42, 44],
    ['area', 48, 48, 55],
    ['isCircle', 57, 57, 57],
    ['measure', 61, 61, 63],
  ],
  'counter.tsx': [
    ['Counter', 10, 10, 31],
    ['add', 13, 13, 17],
    ['When', 34, 34, 36],
    ['render', 37, 37, 39],
    ['App', 42, 42, 44],
  ],
  'Ledger.java': [
    ['Ledger', 16, 16, 19],
    ['iterator', 22, 21, 27],
    ['sum', 29, 29, 38],
    ['Entry', 43, 43, 45],
    ['large', 47, 47, 49],
    ['sign', 54, 54, 54],
    ['name', 61, 61, 65],
  ],
  'server.go': [
    ['New', 29, 29, 31],
    ['Get', 33, 33, 38],
    ['Name', 40, 40, 41],
    ['sum', 43, 43, 50],
    ['Serve', 52, 52, 73],
  ],
  'heat.c': [
    ['step', 8, 8, 19],
    ['relax', 21, 21, 27],
    ['main', 29, 29, 37],
  ],
  'saxpy.cu': [
    ['check', 7, 7, 9],
    ['saxpy', 14, 13, 22],
    ['square', 24, 24, 24],
    ['main', 26, 26, 37],
  ],
  'diffusion.f90': [
    ['field_total', 19, 19, 23],
    ['advance', 25, 25, 40],
    ['main', 44, 44, 57],
  ],
  'scsum.f': [
    ['SCSUM', 3, 3, 35],
    ['XERBLA', 37, 37, 41],
  ],
  'Orders.cs': [
    ['Order', 19, 19, 19],
    ['Order', 21, 21, 21],
    ['+', 23, 23, 27],
    ['DescribeAsync', 29, 29, 39],
    ['Name', 32, 32, 32],
    ['Dispose', 41, 41, 47],
  ],
  'mailer.rb': [
    ['initialize', 12, 12, 17],
    ['deliver', 19, 19, 23],
    ['valid?', 25, 25, 25],
    ['body', 27, 27, 32],
    ['empty', 34, 34, 34],
    ['<=>', 38, 38, 48],
  ],
  'Cart.php': [
    ['__construct', 14, 14, 17],
    ['count', 20, 19, 23],
    ['add', 25, 25, 35],
    ['total', 39, 39, 45],
  ],
  'backup.sh': [
    ['log', 9, 9, 11],
    ['copy_all', 13, 13, 23],
  ],
  'Cache.kt': [
    ['get', 19, 19, 22],
    ['fetch', 24, 24, 27],
    ['put', 29, 29, 35],
    ['of', 39, 39, 39],
    ['shout', 43, 43, 43],
  ],
  'Queue.swift': [
    ['init', 9, 9, 11],
    ['push', 13, 13, 16],
    ['pop', 18, 18, 23],
    ['makeIterator', 25, 25, 31],
    ['deinit', 35, 35, 35],
    ['describe', 42, 42, 46],
  ],
  'Router.scala': [
    ['find', 14, 14, 18],
    ['matches', 21, 20, 27],
    ['+:', 29, 29, 32],
    ['unused', 34, 34, 34],
    ['apply', 38, 38, 38],
  ],
  'vector.lua': [
    ['Vector.new', 6, 6, 8],
    ['Vector:length', 10, 10, 12],
    ['clamp', 14, 14, 22],
    ['Vector.scale', 24, 24, 28],
  ],
  'ring.zig': [
    ['Ring', 8, 8, 29],
    ['push', 15, 15, 19],
    ['pop', 21, 21, 27],
    ['push and pop', 33, 33, 48],
  ],
  'walk.jl': [
    ['Walk', 15, 15, 15],
    ['step!', 17, 17, 21],
    ['Base.length', 23, 23, 23],
    ['times', 25, 25, 31],
    ['main', 33, 33, 45],
  ],
  'library.sql': [['total', 32, 32, 34]],
  'parser.rs': [
    ['parse', 21, 21, 25],
    ['len', 27, 27, 29],
    ['fmt', 33, 33, 39],
    ['count', 44, 44, 50],
    ['fetch', 61, 61, 72],
    ['helper', 62, 62, 64],
  ],
};

it.each(Object.keys(EXPECTED))('finds the functions of %s', async (file) => {
  const { language, text } = fixture(file);
  for (const source of [text, crlf(text)]) {
    const document = await syntax.open(language, source);
    const line = (offset: number) => source.slice(0, offset).split('\n').length;
    const found = document
      .functions()
      .map(({ name, start, end, nameStart }) => [name, line(nameStart), line(start), line(end)]);
    document.dispose();
    expect(found).toEqual(EXPECTED[file]);
  }
});

it.each([
  ['c', 'int (*pick(char kind))(void) { return 0; } int old(a) int a; { return a; }', ['pick', 'old']],
  ['cpp', 'A::operator  bool() const { return x; } static T *&f() { return p; }', ['A::operator bool', 'f']],
  ['cpp', 'struct S { S() = default; void g() = delete; void h(); };', []],
  ['javascript', 'var a = 1, b = () => 2; list.map((x) => x); (function () {})();', ['b']],
  ['javascript', 'module.exports.first = () => 1; const o = { ["x"]() {} };', ['first', '["x"]']],
  ['typescript', 'declare function f(): void; abstract class A { abstract g(): void }', []],
  ['java', 'interface I { void f(); int g(int x); }', []],
  ['go', 'func assembly(x int) int\nfunc (p *T) m() {}', ['m']],
  ['rust', 'trait T { fn f(); } impl T for S { fn f() {} }', ['f']],
  ['fortran', 'interface\nsubroutine f(x)\nend subroutine\nend interface\nend', ['f']],
  ['fortran-fixed', '      PROGRAM HELLO\n      END', ['HELLO']],
  ['csharp', 'interface I { void F(); } class C { public static implicit operator int(C c) => 1; }', ['int']],
  ['kotlin', 'abstract class A { constructor(x: Int) { f() }\n abstract fun g()\n }', ['constructor']],
  ['swift', 'protocol P { func f() }\nstruct S { static func + (a: S, b: S) -> S { a } }', ['+']],
  ['scala', 'trait T { def f: Int; def g = 1 }', ['g']],
  ['php', '<?php interface I { function f(); } $g = fn() => 1; function &h() {}', ['h']],
  ['lua', 'local a, b = function() end, function() end\nlocal t = { c = function() end }', ['a', 'b', 'c']],
  ['zig', 'extern fn f() void; test { } fn g() void {}', ['g']],
  ['julia', 'function f end\nx = g(1)\nh(x::T)::T where T = x', ['h']],
  ['bash', 'f() { :; }; function g () ( true )', ['f', 'g']],
  ['ruby', 'def a = 1\ndef self.b(x) end\nc = ->(x) { x }', ['a', 'b']],
  ['python', 'f = lambda x: x\nclass A:\n  async def g(self): pass\n', ['g']],
])('%s: %s', async (id, text, names) => {
  const document = await syntax.open(languageById(id)!, text);
  expect(document.functions().map((one) => one.name)).toEqual(names);
  document.dispose();
});
