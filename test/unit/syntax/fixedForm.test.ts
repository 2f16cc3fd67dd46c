import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
import { fixedToFree, isFreeForm } from '../../../language-tokenizers/syntax/fixedForm';
import { fixture, syntax } from './support';

const lines = (...all: string[]) => all.join('\n');

it.each([
  ['C a comment\n      X = 1', '! a comment\n      X = 1'],
  ['*\nc\n      X = 1', '!\n!\n      X = 1'],
  ['      X = A +\n     &  B', '      X = A +         B'],
  ['      X = A +\r\n     1  B\r\n', '      X = A +          B\r\n'],
  ['   10 CONTINUE\n     0Y = 2', '   10 CONTINUE\n      Y = 2'],
  ['      X = A ! why\n     &  + B', '      X = A               + B'],
  ['      X = A\nC why\n     &  + B\nC end', '      X = A               + B\n! end'],
  ['      X = A\n\n     &  + B', '      X = A          + B'],
  ["      X = 'it''s ! in\n     &side' ! out", "      X = 'it''s ! in       side' ! out"],
  ['#ifdef A\n      X = 1\n#endif', '#ifdef A\n      X = 1\n#endif'],
  ['10\tX = 1\n\t1 + 2', '10\tX = 1    + 2'],
  [`      X = 1${' '.repeat(61)}00000010`, `      X = 1${' '.repeat(69)}`],
  [`      X = 1${' '.repeat(61)}0000001 + 2`, `      X = 1${' '.repeat(61)}0000001 + 2`],
  ['      END\n     ', '      END\n     '],
])('%j is read as %j', (fixed, free) => {
  expect(fixedToFree(fixed)).toBe(free);
});

it('leaves free form as it is', () => {
  const { text } = fixture('diffusion.f90');
  expect(isFreeForm(text)).toBe(true);
  expect(fixedToFree(text)).toBe(text);
  expect(isFreeForm(fixture('scsum.f').text)).toBe(false);
});

const piece = fc.constantFrom(
  ...Array.from('C*!#\'"&1 0\t\r'),
  '      ',
  '     &',
  'X = 1',
  '\n',
  '\n\n',
  ' '.repeat(66),
);

it('keeps the length, and every line of its own that is not continued', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = `      X = 1\n${pieces.join('')}`;
      const free = fixedToFree(text);
      expect(free.length).toBe(text.length);
      // Nothing is there that was not, but marks of comments and spaces.
      for (let at = 0; at < text.length; at++) expect([text[at], '!', ' ']).toContain(free[at]);
    }),
    { numRuns: 500 },
  );
});

it('every offset is that of the text: the units of a continued statement', async () => {
  const text = lines('      CALL F(A, ! first', 'C       between', '     $       B)', '      END');
  const document = await syntax.open(fixture('scsum.f').language, text);
  const units = document.units().map(({ kind, start, end }) => [kind, text.slice(start, end)]);
  document.dispose();
  expect(document.status).toBe('disposed');
  expect(units.filter(([, word]) => word === 'A' || word === 'B')).toEqual([
    ['identifier', 'A'],
    ['identifier', 'B'],
  ]);
  expect(units[0]).toEqual(['keyword', 'CALL']);
  expect(units.at(-1)).toEqual(['keyword', 'END']);
});

it('follows edits that change what comes before them', async () => {
  const { language, text } = fixture('scsum.f');
  const grammar = await syntax.grammar(language);
  let source = text;
  const document = new SyntaxDocument(grammar, source);
  document.units();
  const edit = (start: number, end: number, insert: string) => {
    source = source.slice(0, start) + insert + source.slice(end);
    document.edit({ start, end, text: insert }, source);
    const fresh = new SyntaxDocument(grammar, source);
    expect(document.units()).toEqual(fresh.units());
    expect(document.functions()).toEqual(fresh.functions());
    fresh.dispose();
  };
  // A mark in column 6 joins a line to the one before it, a "C" in column 1 takes a line out.
  const line = source.indexOf('      TEMP = ZERO');
  edit(line + 5, line + 6, '&');
  edit(line + 5, line + 6, ' ');
  edit(line, line + 1, 'C');
  edit(line, line + 1, ' ');
  const mark = source.indexOf('     &ND');
  edit(mark + 5, mark + 6, ' ');
  edit(mark + 5, mark + 6, '1');
  expect(source).toBe(text.replace('     &ND', '     1ND'));
  document.dispose();
});
