import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactTokens, BLANK_TEXTS } from '../../../language-tokenizers/tokompiler/blankTokens';
import { decode, encode } from '../../../language-tokenizers/tokompiler/encode';
import { layoutText } from '../../../language-tokenizers/tokompiler/layoutText';
import { tokompilerLanguage } from '../../../language-tokenizers/tokompiler/languages';
import { replacement } from '../../../language-tokenizers/tokompiler/replacement';
import { restore } from '../../../language-tokenizers/tokompiler/restore';
import type { Tokompiled } from '../../../language-tokenizers/tokompiler/tokompiled';
import { EXTENDED } from '../../../language-tokenizers/tokompiler/vocabulary/extended';
import { writeDocument } from '../../../language-tokenizers/tokompiler/writeDocument';
import { fixtures } from '../syntax/support';
import { stream, tokompiled } from './support';

const originals = ({ names }: Tokompiled) => new Map(names.map((name) => [replacement(name), name.text]));

const PYTHON = 'def f(a):\n    if a:\n        return 1\n\n    return  2\nf(0)\n';

describe('lines and levels', () => {
  it('are told between the leaves', async () => {
    const found = await tokompiled('python', PYTHON, { layout: 'lines', vocabulary: EXTENDED });
    expect(stream(found)).toBe(
      'def func 0 ( arg 0 ) : [NL] [INDENT] if arg 0 : [NL] [INDENT] return num 0 [NL] [NL] [DEDENT] return num 1 [NL] [DEDENT] func 0 ( num 2 ) [NL]',
    );
    expect(found.unknown).toBe(0);
  });

  it('come back, and nothing else does', async () => {
    const found = await tokompiled('python', PYTHON, { layout: 'lines' });
    const text = layoutText(found.tokens, {
      layout: 'lines',
      originals: originals(found),
      indent: '\t',
    });
    expect(text).toBe('def f ( a ) :\n\tif a :\n\t\treturn 1\n\n\treturn 2\nf ( 0 )\n');
  });

  it.each([
    ['tabs as wide as eight spaces', 'a\n\tb\n        c\n', 'a [NL] [INDENT] b [NL] c [NL]'],
    [
      'a level in between',
      'a\n    b\n  c\nd\n',
      'a [NL] [INDENT] b [NL] [DEDENT] [INDENT] c [NL] [DEDENT] d [NL]',
    ],
    ['an indented beginning', '  a\nb', '[INDENT] a [NL] [DEDENT] b'],
    ['carriage returns', 'a\r\n\r\n  b\r\n', 'a [NL] [NL] [INDENT] b [NL]'],
    ['no text', '', ''],
    ['blank lines only', '\n \n', '[NL] [NL]'],
  ])('%s', async (_, text, expected) => {
    const found = await tokompiled('c', text, { layout: 'lines' });
    const names = stream(found).replace(/(?:type|var) \d+/g, '?');
    expect(names).toBe(expected.replace(/\b[a-d]\b/g, '?'));
  });

  it('marks of lines that go on stay', async () => {
    const found = await tokompiled('c', '#if defined(A) && \\\n    B\n#endif\n', { layout: 'lines' });
    expect(stream(found)).toBe('#if defined ( var 0 ) && \\ [NL] [INDENT] var 1 [NL] [DEDENT] #endif [NL]');
  });
});

it('a run of blanks has few tokens', () => {
  expect(exactTokens('  a\t\r\n' + ' '.repeat(23) + 'b c')).toEqual(
    '[SP2] a [TAB] [CR] [NL] [SP16] [SP4] [SP2] [SP] b [SP] c'.split(' '),
  );
});

it('tokens of any text are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(' ', '  ', '\t', '\n', '\r', 'a', '.', '\f') }), (text) => {
      const back = exactTokens(text).map((token) => BLANK_TEXTS.get(token) ?? token);
      expect(back.join('')).toBe(text);
    }),
  );
});

const known = fixtures.filter(({ language }) => tokompilerLanguage(language.id) !== undefined);

describe.each(known)('$file', ({ language, text }) => {
  it('comes back from its tokens, byte for byte', async () => {
    const found = await tokompiled(language.id, text, { layout: 'exact' });
    const back = layoutText(found.tokens, { layout: 'exact', originals: originals(found) });
    const fold = (one: string) => (language.id.startsWith('fortran') ? one.toLowerCase() : one);
    expect(fold(back)).toBe(fold(text));
  });

  it('has its lines back', async () => {
    const found = await tokompiled(language.id, text, {
      layout: 'lines',
      directives: true,
    });
    const { ids } = encode(found.tokens, EXTENDED);
    expect(decode(ids, EXTENDED).filter((token) => token === '[NL]')).toHaveLength(
      found.tokens.filter((token) => token === '[NL]').length,
    );
    const back = layoutText(found.tokens, { layout: 'lines', originals: originals(found) });
    const lines = (one: string) => one.split(/\r?\n/).filter((line) => line.trim() !== '');
    const words = (line: string) => line.replace(/\s+/g, '').toLowerCase();
    // What stands in one leaf, comments and texts over several lines, is written in one.
    const single = lines(text).filter((line) => !/\/\*|\*\/|"""|`|^\s*\*/.test(line));
    const written = new Set(lines(back).map(words));
    const missing = single.map(words).filter((line) => !written.has(line));
    expect(missing.join('\n')).toBe('');
  });

  it.each(['lines', 'exact'] as const)('is its leaves and what is between them: %s', async (layout) => {
    const found = await tokompiled(language.id, text, { layout, comments: 'words', directives: true });
    const leaves = restore(
      JSON.parse(JSON.stringify(writeDocument(found))) as ReturnType<typeof writeDocument>,
    );
    const whole = leaves.join('');
    if (layout === 'exact') expect(whole).toBe(text);
    else expect(whole.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
  });
});
