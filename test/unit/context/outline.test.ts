import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Grammar } from '../../../language-tokenizers/syntax/grammar';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { outline } from '../../../sidecar/context/outline';
import { outlineLines } from '../../../sidecar/context/outlineLines';
import { syntax } from '../syntax/support';

const grammars = new Map<string, Grammar>();
beforeAll(async () => {
  for (const id of ['python', 'typescript', 'c', 'rust', 'java']) {
    grammars.set(id, await syntax.grammar(languageById(id)!));
  }
});

const told = (text: string, id: string): string =>
  outlineLines(text, grammars.get(id))
    .map((line) => line.text)
    .join('');

describe('an outline', () => {
  it('of Python keeps imports, signatures and where the text ends', () => {
    const text = `import os
from pathlib import (
    Path,
)

LIMIT = 3

def first(a, b=2):
    return a + b

class Reader(Base):
    """Reads."""

    def open(self, path: Path) -> None:
        self.file = path.open()

    def read(self, size):
        data = self.file.read(size)
        if data:
            total = 0
`;
    expect(told(text, 'python')).toBe(`import os
from pathlib import (
    Path,
)
def first(a, b=2):
class Reader(Base):
    def open(self, path: Path) -> None:
    def read(self, size):
        if data:
`);
  });

  it('of TypeScript writes a body as dots', () => {
    const text = `import { a } from 'a';
export function one(x: number): string {
  return String(x);
}
export class Two<T> extends Base {
  constructor(private readonly t: T) {
    super();
  }
  get size(): number {
    return 2;
  }
}
const three = () => {
  const inner = 1;
`;
    expect(told(text, 'typescript')).toBe(`import { a } from 'a';
export function one(x: number): string { ... }
export class Two<T> extends Base { ... }
  constructor(private readonly t: T) { ... }
  get size(): number { ... }
const three = () => {
`);
  });

  it.each([
    [
      'c',
      '#include <stdio.h>\n\nstatic int add(int a,\n               int b)\n{\n  return a + b;\n}\n',
      '#include <stdio.h>\nstatic int add(int a,\n               int b) { ... }\n',
    ],
    [
      'rust',
      'use std::io;\n\nimpl Point {\n    pub fn new(x: i32) -> Self {\n        Self { x }\n    }\n}\n',
      'use std::io;\nimpl Point { ... }\n    pub fn new(x: i32) -> Self { ... }\n',
    ],
    [
      'java',
      'import java.util.List;\n\nclass A {\n  int size(List<String> a) {\n    return a.size();\n  }\n}\n',
      'import java.util.List;\nclass A { ... }\n  int size(List<String> a) { ... }\n',
    ],
  ])('of %s', (id, text, expected) => {
    expect(told(text, id)).toBe(expected);
  });

  it('without a grammar has what the end lies in', () => {
    const text = 'a {\n  b = 1\n  c {\n    d\n  }\n  e {\n    f\n';
    expect(outlineLines(text, undefined).map((line) => line.text)).toEqual(['a {\n', '  e {\n']);
    const otherwise = 'if (a) {\n  b();\n} else {\n  c();\n  d';
    expect(outlineLines(otherwise, undefined).map((line) => line.text)).toEqual(['} else {\n']);
    const closed = 'if (a) {\n  b();\n}\n';
    expect(outlineLines(closed, undefined)).toEqual([]);
  });
});

it('keeps to its tokens: what the end lies in first, then imports, then the nearest signatures', () => {
  const text = `import os\n${'def f(a):\n    return a\n'.repeat(50)}class A:\n    def g(self):\n        x = 1\n`;
  const measure = (part: string): number[] =>
    part
      .split('\n')
      .slice(0, -1)
      .map((line) => line.length);
  const python = grammars.get('python');
  expect(outline(text, python, 5, measure)).toEqual(
    ['import os', 'def f(a):', 'def f(a):', 'class A:', '    def g(self):'].map((line) => line.length),
  );
  expect(outline(text, python, 2, measure)).toEqual([8, 16]);
  expect(outline(text, python, 0, measure)).toEqual([]);
  expect(outline('', python, 9, measure)).toEqual([]);
});

it('ends whatever the text begins with, with lines that stand in it', () => {
  expect(outlineLines('\n    a:\n        b', undefined)).toEqual([
    { start: 1, text: '    a:\n', kind: 'opener' },
  ]);
  const texts = fc.string({ unit: fc.constantFrom('\n', '\r\n', ' ', '\t', 'a', ':', '{', '}') });
  fc.assert(
    fc.property(texts, (text) => {
      for (const line of outlineLines(text, undefined)) {
        expect(text.startsWith(line.text.trimEnd(), line.start)).toBe(true);
      }
    }),
  );
});
