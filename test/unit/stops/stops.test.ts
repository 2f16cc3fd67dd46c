import { describe, expect, it } from 'vitest';
import { createStops, resolveMode, type StopContext } from '../../../sidecar/stops/index';

/** Lets `text` grow unit by unit behind `prefix`, as a model writes it, and gives what is kept and why. */
function write(code: string, text: string, more: Partial<StopContext> = {}): string {
  const [prefix = '', suffix = ''] = code.split('|');
  const stops = createStops({ prefix, suffix, languageId: '', mode: 'block', ...more });
  for (let length = 1; length <= text.length; length++) {
    const found = stops.check(text.slice(0, length));
    if (found) return `${found.stop}: ${text.slice(0, found.keep)}`;
  }
  return `no stop: ${text}`;
}

const line = { mode: 'line' } as const;

describe('line', () => {
  it('ends at the first line break', () => {
    expect(write('x = |', '1\ny = 2', line)).toBe('line: 1');
  });
  it('may begin with a line break where the line is complete', () => {
    expect(write('def f():|\n', '\n    return 1\n    ', line)).toBe('line: \n    return 1');
  });
  it('may not where text follows the cursor', () => {
    expect(write('f(|, b)', '\n    a', line)).toBe('line: ');
  });
});

describe('scope', () => {
  it('ends where a line falls below the block', () => {
    expect(write('def f():\n    |', 'x = 1\n    return x\n\ndef g():\n', { languageId: 'python' })).toBe(
      'scope: x = 1\n    return x',
    );
  });
  it('takes the body that the cursor line opens', () => {
    expect(write('def f(|', 'x):\n    return x\n\ny = 1\n')).toBe('scope: x):\n    return x');
  });
  it('goes on with else', () => {
    expect(write('if x:|', '\n    a()\nelse:\n    b()\nc()\n')).toBe('scope: \n    a()\nelse:\n    b()');
  });
  it('does not stop on a word that may become else', () => {
    expect(write('if x:|', '\n    a()\nel')).toBe('no stop: \n    a()\nel');
  });
  it('goes on behind a signature of several lines', () => {
    expect(write('def f(|', '\n    a,\n):\n    return a\nb = 1\n')).toBe('scope: \n    a,\n):\n    return a');
  });
  it('includes the closing brace that nothing below closes', () => {
    expect(write('function f() {|\n', '\n  return 1;\n}\nfunction g() {')).toBe('scope: \n  return 1;\n}');
  });
  it('leaves out the closing brace that stands below', () => {
    expect(write('function f() {\n  if (a) {\n    |\n  }\n}', 'b();\n  }\n')).toBe('suffix: b();');
    expect(write('f(() => {\n  |\n});', 'b();\n}\nc')).toBe('scope: b();');
  });
  it('knows blocks that end with a word', () => {
    expect(write('do i = 1, n|\n', '\n  s = s + i\nend do\nprint *, s\n', { languageId: 'fortran' })).toBe(
      'scope: \n  s = s + i\nend do',
    );
  });
  it('passes over preprocessor lines', () => {
    expect(write('void f() {\n  |', 'a();\n#ifdef B\n  b();\n#endif\n}\nint', { languageId: 'c' })).toBe(
      'scope: a();\n#ifdef B\n  b();\n#endif\n}',
    );
  });
  it('takes the block of the next line where the cursor line is done', () => {
    expect(write('    if n < 2:\n        return 0|', '\n    n += 1\n    return n\n\nx = 1\n')).toBe(
      'scope: \n    n += 1\n    return n',
    );
  });
  it('takes one definition at the outermost level', () => {
    expect(write('|', 'def f():\n    return 1\n\ndef g():\n')).toBe('scope: def f():\n    return 1');
  });
  it('takes a brace on a line of its own as an opening one', () => {
    expect(write('int f(void)|', '\n{\n  return 1;\n}\nint g')).toBe('scope: \n{\n  return 1;\n}');
  });
});

describe('suffix', () => {
  it('ends where the rest of the line begins', () => {
    expect(write('f(|)', 'g(x), y)', line)).toBe('suffix: g(x), y');
  });
  it('is not misled by a bracket in a string', () => {
    expect(write('f(|)', '"a) b")', line)).toBe('suffix: "a) b"');
  });
  it('lets a bracket pass that is still owed', () => {
    expect(write('f(g(|)', 'x))', line)).toBe('suffix: x)');
  });
  it('closes a string once', () => {
    expect(write('print("|")', 'hello")', line)).toBe('suffix: hello');
  });
  it('does not take a letter for the rest of the line', () => {
    expect(write('re|n', 'turn function', line)).toBe('no stop: turn function');
  });
  it('takes the rest of the line for itself, though it closes what the text opens', () => {
    expect(write('return |string)', 'len(string)\n', line)).toBe('suffix: len(');
  });
  it('does not compare the cursor line with a line that is not next to it', () => {
    expect(write('if a:\n|if b:\n    return 0\n', '    return 0\n', line)).toBe('line:     return 0');
  });
  it('ends where the next line is written again', () => {
    expect(write('x = 1\n|\nreturn total\n', 'y = 2\nreturn total\n')).toBe('suffix: y = 2');
  });
  it('waits until the line is complete', () => {
    expect(write('x = 1\n|\nreturn total\n', 'y = 2\nreturn total')).toBe('no stop: y = 2\nreturn total');
  });
});

describe('repetition and blank lines', () => {
  it('keeps a line once', () => {
    expect(write('|', 'foo()\nfoo()\nfoo()\nfoo()\n')).toBe('repetition: foo()');
  });
  it('keeps two lines that take turns once', () => {
    expect(write('|', 'foo()\nbar()\nfoo()\nbar()\nfoo()\nbar()\n')).toBe('repetition: foo()\nbar()');
  });
  it('keeps a phrase once', () => {
    expect(write('s = "|', 'again and again and again and again and ')).toMatch(/^repetition: again and $/);
  });
  it('lets numbers and rules repeat', () => {
    expect(write('|', '0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0')).toMatch(/^no stop/);
    expect(write('|', '# ------------------------------------')).toMatch(/^no stop/);
  });
  it('ends at two blank lines', () => {
    expect(write('|', 'x = 1\n\ny = 2\n\n\nz = 3')).toBe('scope: x = 1\n\ny = 2');
  });
});

describe('mode', () => {
  it('is a line where text follows the cursor, else a block', () => {
    expect(resolveMode('auto', ')\n')).toBe('line');
    expect(resolveMode('auto', '  \nfoo')).toBe('block');
    expect(resolveMode('block', ')')).toBe('block');
  });
});
