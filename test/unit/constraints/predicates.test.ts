import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { All } from '../../../sidecar/constraints/all';
import { Brackets } from '../../../sidecar/constraints/brackets';
import type { ConstraintState } from '../../../sidecar/constraints/constraint';
import { Forbidden } from '../../../sidecar/constraints/forbidden';
import { ForcedPrefix } from '../../../sidecar/constraints/forcedPrefix';
import { Names } from '../../../sidecar/constraints/names';
import { openConstraints } from '../../../sidecar/constraints/open';
import { SingleLine } from '../../../sidecar/constraints/singleLine';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const allows = (state: ConstraintState, text: string): boolean => state.after(bytes(text)) !== undefined;

const at = (languageId: string, prefix: string, suffix = '') => ({ languageId, prefix, suffix });

/** Every constraint, with a context that makes it say no now and then. */
const states: Readonly<Record<string, ConstraintState>> = {
  forcedPrefix: new ForcedPrefix(bytes('ab(')),
  forbidden: Forbidden.of(['aba', 'b;\n', '))'], 'ab'),
  singleLine: SingleLine.start,
  brackets: Brackets.at(at('typescript', 'f(a, [b', ')')),
  names: Names.at(at('python', 'ab = 1\nba', '')),
  all: new All([SingleLine.start, new ForcedPrefix(bytes('a'))]),
};

describe.each(Object.entries(states))('%s', (_, start) => {
  const text = fc
    .array(fc.constantFrom(...Array.from('ab(); \n)]}{["\'/*')), { maxLength: 14 })
    .map((units) => units.join(''));

  it('says the same however the bytes are cut, and forgets nothing and learns nothing on the way', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(14), { maxLength: 4 }), (whole, cuts) => {
        const all = bytes(whole);
        const edges = [0, ...cuts.filter((cut) => cut < all.length).sort((a, b) => a - b), all.length];
        const state = edges.slice(1).reduce<ConstraintState | undefined>((before, end, i) => {
          // A question whose answer is not taken.
          before?.after(bytes('zz)\n'));
          return before?.after(all.subarray(edges[i], end));
        }, start);
        const once = start.after(all);
        expect(state === undefined).toBe(once === undefined);
        expect(state?.mayEnd).toBe(once?.mayEnd);
        for (const more of ['a', ')', '\n', ' x', '"']) {
          if (once && state) expect(allows(state, more)).toBe(allows(once, more));
        }
      }),
    );
  });

  it('allows no text whose beginning it does not', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        if (allows(start, first + second)) expect(allows(start, first)).toBe(true);
      }),
    );
  });
});

describe('a forced prefix', () => {
  it('must be written before the answer may end', () => {
    const start = new ForcedPrefix(bytes('héllo'));
    expect(start.mayEnd).toBe(false);
    expect(allows(start, 'x')).toBe(false);
    const cut = start.after(bytes('hé').subarray(0, 2));
    expect(cut?.mayEnd).toBe(false);
    expect(cut?.after(bytes('é').subarray(1))?.after(bytes('llo, you'))?.mayEnd).toBe(true);
  });
});

describe('a single line', () => {
  it('begins on the cursor’s line and ends with its break', () => {
    expect(allows(SingleLine.start, 'a = 1')).toBe(true);
    expect(allows(SingleLine.start, 'a = 1\n    ')).toBe(true);
    expect(allows(SingleLine.start, 'a\n    b')).toBe(false);
    expect(allows(SingleLine.start, '  \n')).toBe(false);
    expect(allows(SingleLine.start, '\r')).toBe(false);
  });
});

describe('forbidden texts', () => {
  it('are found as searching for each finds them, across the cursor too', () => {
    const units = fc
      .array(fc.constantFrom('a', 'b', 'é'), { minLength: 1, maxLength: 5 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(units, { minLength: 1, maxLength: 4 }), units, units, (texts, before, answer) => {
        const whole = before + answer;
        const found = texts.some((text) =>
          whole.includes(text, Math.max(0, before.length - text.length + 1)),
        );
        expect(allows(Forbidden.of(texts, before), answer)).toBe(!found);
      }),
    );
  });

  it('that are empty forbid nothing', () => {
    expect(allows(Forbidden.of([''], 'abc'), 'anything')).toBe(true);
  });
});

describe('brackets', () => {
  it.each([
    // The brackets of the text after the cursor are not closed twice.
    ['typescript', 'foo(bar(', ')', 'x)', true],
    ['typescript', 'foo(bar(', ')', 'x))', false],
    ['typescript', 'foo(bar(', '', 'x))', true],
    ['typescript', 'function f() {\n  return ', ';\n}\n', '1 }', false],
    ['typescript', 'a[', '', ')', false],
    ['typescript', 'a[', '', '(])', false],
    ['typescript', '', '', '}', false],
    // Nothing in strings and comments counts.
    ['typescript', 'f("(", ', ')', '")" + `}` /* ] */', true],
    ['typescript', 'f( // (\n', '', ')', true],
    ['typescript', 'f( // (\n', '', '))', false],
    ['typescript', 'const s = "a', '', ')"', true],
    ['typescript', 'const s = "a', '', '")', false],
    ['typescript', "x = 'it\\'s", '', ")'", true],
    ['python', 's = """a "quoted" (\n', '', ')"""', true],
    ['python', 's = """a', '', '""")', false],
    ['python', "s = r'(' # (\n", '', ')', false],
    ['python', 'x = f(""', '', ')', true],
    ['rust', "fn f<'a>(x: &'a str", '', ') {}', true],
    ['rust', "let c = '(';", '', ')', false],
    ['shellscript', 'echo ${#x}', '', ' )', false],
    ['shellscript', 'f() { # (', '', '\n}', true],
    ['lua', '--[[ ( \n', '', ')]]', true],
    ['lua', 'f( -- )\n', '', ')', true],
    ['plaintext', "don't (", '', ')', true],
    ['c', "x = f('(', ", ');', 'g(1)', true],
    ['fortran', "print *, 'it''s (' ! (", '', '\n)', false],
    ['html', "<p>don't (", '', ')', true],
  ])('%s: %j | %j, %j: %s', (language, prefix, suffix, answer, expected) => {
    expect(allows(Brackets.at(at(language, prefix, suffix)), answer)).toBe(expected);
  });
});

describe('names', () => {
  const state = Names.at(at('python', 'import math\ntotal = math.sqrt(2)\n', '\nprint(average)\n'));

  it.each([
    ['total + average', true],
    ['math.sqrt(total)', true],
    ['totals', false],
    ['tot', true],
    ['tot + 1', false],
    ['"any words" # and these', true],
    ["f'{x} unknown'", true],
    ['def square(', true],
    ['0x1F + 3e5', true],
    ['sum(total)', true],
    ['undeclared(', false],
  ])('%j: %s', (answer, expected) => {
    expect(allows(state, answer)).toBe(expected);
  });

  it('knows what the answer declares, and only from there on', () => {
    expect(allows(state, 'for row in total: row.append')).toBe(true);
    expect(allows(state, 'row.append')).toBe(false);
  });

  it('goes on with a word begun before the cursor, and may leave one to the text after it', () => {
    const inWord = Names.at(at('python', 'counter = 1\ncou', ''));
    expect(allows(inWord, 'nter + 1')).toBe(true);
    expect(allows(inWord, 'x')).toBe(false);
    expect(inWord.mayEnd).toBe(false);
    expect(Names.at(at('python', 'counter = 1\ncou', 'nter')).mayEnd).toBe(true);
  });
});

describe('opening constraints', () => {
  const context = { ...at('python', 'x = ('), path: 'a.py' };

  it('gives nothing where nothing is asked for', async () => {
    expect(await openConstraints({}, context)).toBeUndefined();
    expect(await openConstraints({ constraints: [], forbidden: [], begin: '' }, context)).toBeUndefined();
  });

  it('joins them, and says which has no say', async () => {
    const opened = await openConstraints(
      { constraints: ['line', 'brackets', 'parse', 'line'], begin: '1', forbidden: ['13'] },
      context,
    );
    expect(opened?.off).toEqual([{ name: 'parse', reason: 'there are no grammars in this installation' }]);
    expect(['12)', '2)', '13)', '1))', '1\n2'].map((text) => allows(opened!.state, text))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
    opened?.dispose();
  });

  it('frees what is open when a later one fails', async () => {
    let freed = 0;
    const openParser = () => Promise.resolve({ parses: () => true, dispose: () => (freed += 1) });
    const opened = await openConstraints({ constraints: ['parse'] }, { ...context, openParser });
    opened?.dispose();
    opened?.dispose();
    expect(freed).toBe(1);
    const failing = () => Promise.reject(new Error('no disk'));
    await expect(
      openConstraints({ constraints: ['parse'] }, { ...context, openParser: failing }),
    ).rejects.toThrow('no disk');
  });
});
