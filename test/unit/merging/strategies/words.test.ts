import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiWords, segmentedWords } from '../../../../language-tokenizers/merging/hat/words';
import { bytes } from '../../../../language-tokenizers/merging/strategies/bytes';
import { hatWordEnds, hatWords } from '../../../../language-tokenizers/merging/strategies/hatWords';
import { wordPooling } from '../../../../language-tokenizers/merging/strategies/wordPooling';
import { anyText, hostileText } from '../../bpe/support';
import { read } from '../support';
import { applied, piecesOf } from './support';

const hat = (text: string): string[] => {
  const ends = hatWordEnds(text);
  return ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end));
};

describe('HAT words', () => {
  it.each([
    ['Hello, world!', ['Hello,', ' world!']],
    ['howAreYou', ['how', 'Are', 'You']],
    ['how_are_you', ['how_', 'are_', 'you']],
    [
      'int main() {\n    return getUserId(x->y);\n}',
      ['int', ' main()', ' {', '\n', '    ', 'return', ' get', 'User', 'Id(', 'x-', '>', 'y);', '\n', '}'],
    ],
    [
      'for(int i=0;i<n;++i) a[i]+=b[i];',
      ['for(', 'int', ' i', '=', '0;', 'i', '<', 'n;', '+', '+', 'i)', ' a[', 'i]', '+', '=', 'b[', 'i];'],
    ],
    ['größteÜbung – ja', ['größte', 'Übung', ' –', ' ja']],
  ])('of %j', (text, expected) => expect(hat(text)).toEqual(expected));

  it('of ASCII are the same by hand and by the host', () => {
    const groups = (words: Iterable<{ kind: string; end: number }>): string[] => {
      const ends: string[] = [];
      let before = 'whitespace';
      for (const { kind, end } of words) {
        const glued =
          (kind === 'word' && before === 'space') || (kind === 'punctuation' && before !== 'whitespace');
        if (glued) ends.pop();
        ends.push(`${kind} ${end}`.replace(/^.* /, ''));
        before = kind;
      }
      return ends;
    };
    const pieces = [
      'a',
      'B',
      'word',
      '1',
      '3.14',
      '_',
      '.',
      ',',
      ':',
      ';',
      "'",
      '"',
      ' ',
      '  ',
      '\t',
      '-',
      '>',
      '+',
    ];
    const line = fc.array(fc.constantFrom(...pieces, '(', '$', '@', '\0', '\v'), { maxLength: 30 });
    fc.assert(
      fc.property(line, (parts) => {
        const text = parts.join('');
        expect(groups(asciiWords(text))).toEqual(groups(segmentedWords(text)));
      }),
      { numRuns: 2000 },
    );
  });

  it('tile any text', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, hostileText), (text) => {
        const ends = hatWordEnds(text);
        expect(ends.at(-1) ?? 0).toBe(text.length);
        expect(ends.every((end, i) => end > (ends[i - 1] ?? 0))).toBe(true);
      }),
    );
  });

  it('have their bytes inside', async () => {
    const text = await read('a.txt', 'größer, ja');
    expect(piecesOf(hatWords, text)).toEqual(['größer,', ' ja']);
    expect([...applied(hatWords, text).byteEnds]).toEqual([9, 12]);
  });
});

describe('word pooling', () => {
  it('makes one step of a word and the white space before it', async () => {
    const text = await read('a.c', '  int main() {\n\treturn 0;\n}\n');
    expect(piecesOf(wordPooling, text)).toEqual(['  int', ' main()', ' {', '\n\treturn', ' 0;', '\n}\n']);
    expect(piecesOf(wordPooling, await read('a.txt', ' \n'))).toEqual([' \n']);
    expect(piecesOf(wordPooling, await read('a.txt', ''))).toEqual([]);
  });
});

describe('bytes', () => {
  it('are those of UTF-8, without an end', async () => {
    const text = await read('a.txt', 'aé€😀');
    expect(applied(bytes, text).count).toBe(10);
    expect([...applied(bytes, text).byteEnds]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
