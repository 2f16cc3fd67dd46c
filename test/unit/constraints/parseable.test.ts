import { describe, expect, it } from 'vitest';
import type { ConstraintState, SoFarParser } from '../../../sidecar/constraints/constraint';
import { Parseable } from '../../../sidecar/constraints/parseable';
import { parserOpener } from '../../../sidecar/constraints/treeSitterParser';
import { fixture, syntax } from '../syntax/support';

const open = parserOpener((language) => syntax.grammar(language));

async function parserAt(languageId: string, prefix: string): Promise<SoFarParser> {
  const parser = await open({ prefix, suffix: '', languageId, path: '' });
  if ('reason' in parser) throw new Error(parser.reason);
  return parser;
}

describe('text that may still become correct', () => {
  it.each([
    ['python', 'def f(x):\n    return ', 'foo(x, [1', true],
    ['python', 'def f(x):\n    return ', 'foo(]', false],
    ['python', 'def f(x):\n    return ', 'foo(x) )', false],
    ['python', 'def f(x):\n    return ', '"an open string', true],
    ['python', 'class A:\n    def f(self):\n        if x', ':\n            y = 1\n', true],
    ['python', 'class A:\n    def f(self):\n        if x', ' else:\n', false],
    ['python', 'x = 1\n', 'y = 2 3 4', false],
    ['typescript', 'function f(a: number) {\n  return a', '.b(`x ${', true],
    ['typescript', 'function f(a: number) {\n  return a', '.)', false],
    ['typescript', 'function f(a: number) {\n  return a', ';\n}\n}', false],
    ['typescript', 'const x = {a: 1, ', 'b: [', true],
    ['typescript', 'const x = {a: 1, ', '=> 2', false],
    ['c', 'int main(void) {\n', '  /* an open comment', true],
    ['c', 'int main(void) {\n', '  int a = 3;\n  }\n}', false],
    ['go', 'package a\n\nfunc f() int {\n\treturn ', '1\n}\n', true],
    ['go', 'package a\n\nfunc f() int {\n\treturn ', '1 ) }', false],
  ])('%s: %j, %j: %s', async (language, prefix, answer, expected) => {
    const parser = await parserAt(language, prefix);
    expect(parser.parses(answer)).toBe(expected);
    // Asking again, and about something else in between, changes nothing.
    parser.parses('x');
    expect(parser.parses(answer)).toBe(expected);
    parser.dispose();
  });

  // What these grammars can't be told about is known: a string of several lines in Rust, "here" documents.
  it.each(['inventory.py', 'shapes.ts', 'heat.c', 'server.go', 'Ledger.java'])(
    'is every beginning of %s, and no beginning with a wrong bracket behind it',
    async (file) => {
      const { text, language } = fixture(file);
      for (let end = 40; end < text.length; end += 61) {
        const start = Math.max(0, end - 23);
        const parser = await open({
          prefix: text.slice(0, start),
          suffix: '',
          languageId: language.id,
          path: file,
        });
        if ('reason' in parser) throw new Error(`${parser.reason}: ${text.slice(start - 20, start)}|`);
        expect(parser.parses(text.slice(start, end)), text.slice(start, end)).toBe(true);
        parser.dispose();
      }
      const whole = await parserAt(language.id, text);
      expect(whole.parses('\n)\n')).toBe(false);
      whole.dispose();
    },
  );

  it('waits for the rest of a character', async () => {
    let state: ConstraintState | undefined = Parseable.with(await parserAt('python', 'name = '));
    for (const byte of new TextEncoder().encode('größe + "漢😀"\n'))
      state = state?.after(Uint8Array.of(byte));
    expect(state).toBeDefined();
    expect(state?.after(new TextEncoder().encode(')\n'))).toBeUndefined();
  });

  it('is nothing to ask of a text that does not parse, or of a language without a grammar', async () => {
    const ask = (languageId: string, prefix: string) => open({ prefix, suffix: '', languageId, path: '' });
    expect(await ask('python', 'x = )\ny = ')).toEqual({
      reason: 'the text before the cursor does not parse',
    });
    expect(await ask('klingon', 'x')).toEqual({ reason: 'there is no grammar for this language' });
    const broken = parserOpener(() => Promise.reject(new Error('no such file')));
    expect(await broken({ prefix: '', suffix: '', languageId: 'python', path: '' })).toEqual({
      reason: 'no such file',
    });
  });
});
