import { describe, expect, it } from 'vitest';
import { parsedWindow } from '../../../sidecar/postprocess/syntax/window';
import { syntaxOpener } from '../../../sidecar/postprocess/syntax/index';
import { fixture, syntax } from '../syntax/support';

const whole = { prefixComplete: true, suffixComplete: true };
const cut = { prefixComplete: false, suffixComplete: false };

describe('the part of a file that is parsed', () => {
  it('is the whole file where that is known', () => {
    expect(parsedWindow({ prefix: 'a = ', suffix: '\n', ...whole })).toEqual({
      prefix: 'a = ',
      suffix: '\n',
      complete: true,
    });
  });

  it('begins and ends where an outermost definition begins', () => {
    const prefix = '  rest();\n}\n\nfunction f() {\n  a();\n\n  ';
    const suffix = '\n}\n\nfunction g() {\n  b(';
    expect(parsedWindow({ prefix, suffix, ...cut })).toEqual({
      prefix: 'function f() {\n  a();\n\n  ',
      suffix: '\n}\n\n',
      complete: false,
    });
  });

  it('goes down to the members of a class that is larger than the window', () => {
    const prefix = '    done();\n  }\n\n  first() {\n    a();\n  }\n\n  second() {\n    ';
    const suffix = '\n  }\n}\n\nclass B {\n';
    expect(parsedWindow({ prefix, suffix, ...cut })).toEqual({
      prefix: '  first() {\n    a();\n  }\n\n  second() {\n    ',
      suffix: '\n  }\n',
      complete: false,
    });
  });

  it('is none where no definition begins', () => {
    expect(parsedWindow({ prefix: '  a();\n  b();\n  ', suffix: '\n', ...cut })).toBeUndefined();
  });

  it('leaves out what is far away in a long file', () => {
    const part = 'function f() {\n  return 1;\n}\n\n';
    const found = parsedWindow({ prefix: part.repeat(5_000), suffix: part.repeat(5_000), ...whole })!;
    expect(found.complete).toBe(false);
    expect(found.prefix.length + found.suffix.length).toBeLessThanOrEqual(100_000);
    expect(found.prefix.startsWith('function f()')).toBe(true);
    expect(found.suffix.endsWith('}\n\n')).toBe(true);
  });
});

describe('the syntax of a file with a completion', () => {
  const open = syntaxOpener((language) => syntax.grammar(language), Infinity);
  const at = (prefix: string, suffix: string, languageId = 'typescript', known = whole) =>
    open({ prefix, suffix, languageId, path: '', ...known });

  it('says the same from an earlier tree as from none', async () => {
    const { text } = fixture('shapes.ts');
    for (let offset = 3; offset < text.length; offset += 97) {
      const [prefix, suffix] = [text.slice(0, offset), text.slice(offset)];
      const again = (await at(prefix, suffix))!;
      const fresh = (await syntaxOpener(
        (one) => syntax.grammar(one),
        Infinity,
      )({
        ...{ prefix, suffix, languageId: 'typescript', path: '', ...whole },
      }))!;
      for (const written of ['', 'x', ' }\n', '("a', '`${']) {
        expect(again.errors(written)).toBe(fresh.errors(written));
        expect(again.bare(written)).toEqual(fresh.bare(written));
      }
      again.dispose();
      fresh.dispose();
    }
  });

  it('tells code from strings and comments', async () => {
    const opened = (await at('f(`(${', '}`); // (', 'typescript'))!;
    expect(opened.bare('a)')).toEqual({ before: 'f(__${', text: 'a)', rest: '}_);     ' });
    expect(opened.literal('')).toEqual({ start: -4, end: 2 });
    opened.dispose();
  });

  it('counts what is closed too much, and knows what is missing', async () => {
    const opened = (await at('function f() {\n  if (a) {\n    ', '\n}\n'))!;
    expect(opened.errors('b();\n  }')).toBe(0);
    expect(opened.errors('b();\n  }\n}')).toBeGreaterThan(0);
    expect(opened.owed('b(')).toBe(')}');
    expect(opened.owed('b();\n  }')).toBe('');
    expect(opened.owed('b();\n  }\n}')).toBeUndefined();
    opened.dispose();
  });

  it('has no say where the window begins in the middle of something, or there is no grammar', async () => {
    const inComment = (await at('   words\n\nmore words (and\n\nf();\n', '\n', 'typescript', cut))!;
    expect(inComment.errors('g();')).toBeUndefined();
    inComment.dispose();
    expect(await at('a', 'b', 'perl')).toBeUndefined();
  });

  it('says nothing more when its time is over', async () => {
    const hurried = (await syntaxOpener(
      (language) => syntax.grammar(language),
      -1,
    )({
      ...{ prefix: 'f(1);\n'.repeat(2_000), suffix: '', languageId: 'javascript', path: '', ...whole },
    }))!;
    expect(hurried.errors('g();')).toBeUndefined();
    hurried.dispose();
  });
});
