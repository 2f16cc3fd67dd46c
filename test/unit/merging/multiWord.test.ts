import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiWord } from '../../../language-tokenizers/merging/strategies/multiWord';
import { frequentNgrams } from '../../../language-tokenizers/merging/strategies/multiWord/ngrams';
import { findNgrams } from '../../../language-tokenizers/merging/strategies/multiWord/rewrite';
import { wordsOf } from '../../../language-tokenizers/merging/strategies/multiWord/words';
import { anyText, hostileText } from '../bpe/support';
import { applied, expectTiling, piecesOf } from './strategies/support';
import { read } from './support';

const LOOP = 'for (int i = 0; i < n; i++)';

describe('multi-word tokens', () => {
  it('cuts the golden loop into its words', () => {
    const ngrams = new Map([[2, new Set(['(int‗i', 'i‗<'])]]);
    const found = findNgrams(LOOP, ngrams).map(({ start, end }) => LOOP.slice(start, end));
    expect(found).toEqual([' (int i', ' i <']);
    const rest = found.reduce((text, ngram) => text.replace(ngram, '|'), LOOP);
    expect(rest.split(/[| ]+/)).toEqual(['for', '=', '0;', 'n;', 'i++)']);
  });

  it('has words between white space, and each Chinese character alone', () => {
    expect(wordsOf('a_b(c)  d\n中文x é').texts).toEqual(['a_b(c)', 'd', '中', '文', 'x', 'é']);
    expect(wordsOf('a b  c\nd e').follows).toEqual([false, true, false, false, true]);
  });

  it('adds what is most frequent, and of as frequent what came first', () => {
    const texts = ['return x; return x; a b', 'c d a b c d return x;'];
    expect([...frequentNgrams(texts, [2], 2).get(2)!]).toEqual(['return‗x;', 'a‗b']);
    const longer = frequentNgrams(['a b c d', 'a b c e'], [2, 3], 3);
    expect([...longer.get(2)!]).toEqual(['a‗b', 'b‗c']);
    expect([...longer.get(3)!]).toEqual(['a‗b‗c']);
  });

  it('takes the longest first, then left to right, none over another', () => {
    const ngrams = new Map([
      [2, new Set(['a‗b', 'b‗c', 'c‗d'])],
      [3, new Set(['b‗c‗d'])],
    ]);
    const text = 'a b c a b c d';
    expect(findNgrams(text, ngrams).map(({ start, end }) => text.slice(start, end))).toEqual([
      'a b',
      ' b c d',
    ]);
  });

  it('makes one token of each, and leaves the rest to the tokenizer', async () => {
    const text = await read('a.c', `${LOOP}\n`.repeat(3));
    const strategy = multiWord({ sizes: [2], most: 2 });
    const pieces = piecesOf(strategy, text);
    expect(pieces.join('')).toBe(text.text);
    // "for (int" and "(int i" are as frequent; the first is taken, and then "i =".
    expect(pieces.filter((piece) => piece === 'for (int')).toHaveLength(3);
    expect(pieces.length).toBeLessThan(text.tokens.length);
    expect(applied(multiWord({ sizes: [2], most: 0 }), text).count).toBe(text.tokens.length);
  });

  it('tiles every text', async () => {
    const words = fc
      .array(fc.constantFrom('a', 'b', ' ', '\n', '中', '😀', '\ud800', 'x1', '  ', '\t'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(fc.oneof(words, hostileText, anyText), async (one) => {
        const text = await read('a.txt', one);
        expectTiling(multiWord(), text, applied(multiWord(), text));
      }),
      { numRuns: 300 },
    );
  });
});
