import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { superBpe } from '../../../language-tokenizers/merging/strategies/superBpe';
import { mayBeSuperword } from '../../../language-tokenizers/merging/strategies/superBpe/rules';
import { StageTwo } from '../../../language-tokenizers/merging/strategies/superBpe/stageTwo';
import { StageTwoScanner } from '../../../language-tokenizers/merging/strategies/superBpe/stageTwoScanner';
import { writeUnits } from '../../../language-tokenizers/text/codeUnits';
import { anyText, hostileText, sources } from '../bpe/support';
import { applied, expectTiling, piecesOf } from './strategies/support';
import { read, tokenizerOf } from './support';

function chunks(text: string): string[] {
  const units = new Uint16Array(text.length);
  writeUnits(text, units);
  const scanner = new StageTwoScanner();
  const found: string[] = [];
  for (let start = 0; start < units.length;) {
    const end = scanner.next(units, start, units.length);
    found.push(text.slice(start, end));
    start = end;
  }
  return found;
}

/** The published expression. Host and product may differ in their Unicode; these texts do not show it. */
const PUBLISHED = /\p{N}{1,3}| ?[^\s\p{L}\p{N}]{2,}[\r\n/]*| +(?!\S)/gu;

function plainly(text: string): string[] {
  const found: string[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(PUBLISHED)) {
    if (index > end) found.push(text.slice(end, index));
    found.push(match);
    end = index + match.length;
  }
  if (end < text.length) found.push(text.slice(end));
  return found;
}

const codeLike = fc
  .array(
    fc.constantFrom(
      'a',
      'Foo',
      ' ',
      '  ',
      '    ',
      '\n',
      '\r\n',
      '1',
      '23',
      '4567',
      '(',
      ')',
      ');',
      '/',
      '//',
      '.',
      'é',
      '😀',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe("SuperBPE's second stage", () => {
  it('splits out digits, punctuation and blanks', () => {
    expect(chunks('By the way, I am 12345 ok!!\n    return x;\n')).toEqual([
      'By the way, I am ',
      '123',
      '45',
      ' ok',
      '!!\n',
      '   ',
      ' return x;\n',
    ]);
  });

  it('splits as the published expression does', async () => {
    fc.assert(
      fc.property(codeLike, (text) => {
        expect(chunks(text)).toEqual(plainly(text));
      }),
      { numRuns: 1000 },
    );
    for (const { text } of await sources(2)) expect(chunks(text)).toEqual(plainly(text));
  });

  it('marks where its pre-tokens start among the tokens', async () => {
    const text = 'By the way, I am 12345 ok!!\n    return x;\n';
    const { run, chunkStarts } = new StageTwo(await tokenizerOf('cl100k_base')).read(text);
    const starts = [...run.starts].filter((_, i) => chunkStarts[i] === 1);
    expect(starts).toEqual([0, 17, 20, 22, 25, 28, 31]);
  });

  it('has no token with a colon before a blank, or of five words', () => {
    expect(mayBeSuperword(' of the same thing')).toBe(true);
    expect(mayBeSuperword(' of the same thing as')).toBe(false);
    expect(mayBeSuperword('one: two')).toBe(false);
    expect(mayBeSuperword('one:')).toBe(true);
  });
});

describe('SuperBPE in extend mode', () => {
  const CONTEXTS = 'x y z foo bar baz return if while const let var'.split(' ');
  const source = CONTEXTS.map((word) => `${word} of the value, and ${word}\n`).join('');

  it('learns merges that go over blanks', async () => {
    const text = await read('a.txt', source);
    const pieces = piecesOf(superBpe(3), text);
    expect(pieces.filter((piece) => piece === ' of the value,')).toHaveLength(CONTEXTS.length);
    expect(pieces.join('')).toBe(text.text);
  });

  it('takes them to other texts', async () => {
    const learned = superBpe(3).prepare([await read('a.txt', source)]);
    const other = await read('b.txt', 'Some of the value, or all of the value, is lost\n');
    const pieces = learned(other);
    expectTiling(superBpe(), other, pieces);
    expect(pieces.count).toBe(other.tokens.length - 2 * 3);
  });

  it('learns no more than it is told to', async () => {
    const text = await read('a.js', 'let aaa = bbb of ccc;\n'.repeat(20));
    expect(applied(superBpe(3), text).count).toBeGreaterThan(applied(superBpe(6), text).count);
  });

  it('tiles every text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(codeLike, hostileText, anyText), async (one) => {
        const text = await read('a.txt', one + one);
        expectTiling(superBpe(), text, applied(superBpe(), text));
      }),
      { numRuns: 200 },
    );
  });
});
