import { beforeAll, describe, expect, it } from 'vitest';
import type { BpeTokenizer } from '../../../language-tokenizers/bpe/bpeTokenizer';
import { Cl100kScanner } from '../../../language-tokenizers/bpe/scanners/cl100k';
import type { TokenizedText } from '../../../language-tokenizers/merging/tokenizedText';
import { identifierPlaces } from '../../../language-tokenizers/metrics/identifiers';
import { encodings } from '../../../language-tokenizers/metrics/sample/encodings';
import { fragmentation } from '../../../language-tokenizers/metrics/sample/fragmentation';
import { purity } from '../../../language-tokenizers/metrics/sample/purity';
import { segmentations } from '../../../language-tokenizers/metrics/sample/segmentations';
import { tokenLength } from '../../../language-tokenizers/metrics/sample/tokenLength';
import { BYTES, measure, parsed, plain, smallTokenizer, tokenizerWith, valuesOf } from './support';

const SOURCE = 'int getSum(int n) { return n + sum; }\n';
const TOKENS = ['in', 'int', 'ge', 'get', 'Su', 'Sum', ' n', 'su', 'sum', ' sum', '(i', '(in', '(int'];
let tokenizer: BpeTokenizer;
let source: TokenizedText;

beforeAll(async () => {
  tokenizer = tokenizerWith(TOKENS);
  source = await parsed(SOURCE, tokenizer, 'c');
});

it('the source of these tests is in the tokens that they count on', () => {
  const { starts, ends, length } = source.tokens;
  const texts = Array.from({ length }, (_, i) => SOURCE.slice(starts[i], ends[i]));
  expect(texts.join('|')).toBe('int| |get|Sum|(|int| n|)| |{| |r|e|t|u|r|n| n| |+| sum|;| |}|\n');
});

it('identifiers have the tokens that have some part of them', () => {
  const places = identifierPlaces(source).map(({ start, end, first, limit, alone }) => ({
    name: SOURCE.slice(start, end),
    tokens: limit - first,
    alone,
  }));
  expect(places).toEqual([
    { name: 'getSum', tokens: 2, alone: true },
    { name: 'n', tokens: 1, alone: true },
    { name: 'n', tokens: 1, alone: true },
    { name: 'sum', tokens: 1, alone: true },
  ]);
});

it('fragmentation counts tokens of identifiers and of their words', async () => {
  expect(valuesOf(await measure(fragmentation, tokenizer, [source]))).toEqual({
    tokensPerIdentifier: 5 / 4,
    tokensPerWord: 5 / 5,
    oneToken: 3 / 4,
    oneTokenNames: 2 / 3,
    inLarger: 0,
    identifiers: 4,
    names: 3,
  });
});

it('an identifier inside a larger token is none of its own', async () => {
  // The pre-tokens of cl100k_base have a sign in front of a word.
  const tokens = [...BYTES, Buffer.from('(n')];
  const larger = smallTokenizer(tokens, {}, () => new Cl100kScanner());
  const call = await parsed('f(n);', larger, 'c');
  expect(valuesOf(await measure(fragmentation, larger, [call]))).toMatchObject({
    identifiers: 2,
    oneToken: 1 / 2,
    inLarger: 1 / 2,
  });
});

it('purity is the share of tokens that are words of the language, and of those that are units or words', async () => {
  // Different tokens without the blank: int, "", get, Sum, (, n, ), {, r, e, t, u, +, sum, ;, }, line end: 17; "" is the blank itself.
  // %Lang: int, n, +, sum. %Pure: those, get and Sum, and ( ) { ; }.
  const found = valuesOf(await measure(purity, tokenizer, [source]));
  expect(found).toMatchObject({ lang: 4 / 17, pure: 11 / 17 });
  // Of 25 tokens: int twice, n three times (the last of "return" among them), + and sum; get, Sum and 5 signs.
  expect(found['langByOccurrence']).toBeCloseTo(7 / 25, 12);
  expect(found['pureByOccurrence']).toBeCloseTo(14 / 25, 12);
  expect(found['blankByOccurrence']).toBeCloseTo(6 / 25, 12);
});

it('refuses what needs units where there are none', async () => {
  const text = plain(SOURCE, tokenizer);
  for (const metric of [purity, fragmentation, tokenLength, encodings, segmentations]) {
    const { values } = await measure(metric, tokenizer, [text]);
    expect(values[0]!.value).toBeUndefined();
    expect(values[0]!.refused).toMatch(/^the sample has no /);
  }
});

it('tells how long the tokens are in which characters of identifiers lie', async () => {
  // getSum: 3 + 3 in tokens of 3, n twice in " n", sum in " sum".
  const { values, examples } = await measure(tokenLength, tokenizer, [source]);
  expect(valuesOf({ values })).toEqual({ atLeast5: 0, atLeast8: 0, mean: (6 * 3 + 2 + 3 * 3) / 11 });
  expect(examples![0]!.rows).toEqual([
    { length: 1, characters: 2, share: 2 / 11 },
    { length: 3, characters: 9, share: 9 / 11 },
  ]);
  const long = tokenizerWith(['ab', 'cd', 'ef', 'gh', 'abcd', 'efgh', 'abcdefgh', 'abcde']);
  const names = await parsed('abcdefgh + abcdex;', long, 'c');
  expect(valuesOf(await measure(tokenLength, long, [names]))).toMatchObject({
    atLeast5: 13 / 14,
    atLeast8: 8 / 14,
  });
});

describe('encodings by context', () => {
  it('counts the different token sequences of a name', async () => {
    const text = await parsed('sum = f(sum) + sum; x = sum;', tokenizer, 'c');
    const { values, examples } = await measure(encodings, tokenizer, [text]);
    // "sum" at the start and after the bracket, " sum" after a blank; f and x stand once.
    expect(valuesOf({ values })).toEqual({ mean: 2, several: 1, most: 2, leftOut: 0 });
    expect(examples![0]!.rows).toEqual([
      { identifier: 'sum', encodings: 2, occurrences: 4, tokens: 'sum   sum' },
    ]);
  });
});

describe('possible segmentations', () => {
  it('are counted for each different name', async () => {
    // getSum: g|e|t, ge|t, get = 3, times S|u|m, Su|m, Sum = 3; n: 1; sum: 3.
    const { values, examples } = await measure(segmentations, tokenizer, [source]);
    const bits = Math.log2(9) + Math.log2(3);
    expect(valuesOf({ values })['meanBits']).toBeCloseTo(bits / 3, 12);
    expect(valuesOf({ values })['bitsPerByte']).toBeCloseTo(bits / 10, 12);
    expect(examples![0]!.rows[0]).toEqual({ identifier: 'getSum', log2: Math.log2(9), segmentations: 9 });
  });
});
