import { describe, expect, it } from 'vitest';
import {
  groupingOf,
  isMisaligned,
  leftToRight,
  rightToLeft,
  separated,
} from '../../../language-tokenizers/metrics/digitGroups';
import { digitLiterals, DigitsSum } from '../../../language-tokenizers/metrics/digits';
import { read } from '../merging/support';

const literals = async (source: string, name = 'a.py', tokenizer = 'cl100k_base') => [
  ...digitLiterals(await read(name, source, tokenizer)),
];

describe('groups of digits', () => {
  it('are cut as arXiv 2402.14903 does', () => {
    expect(leftToRight(7)).toEqual([3, 3, 1]);
    expect(rightToLeft(7)).toEqual([1, 3, 3]);
    expect(separated('1234567', '|')).toBe('1|234|567');
    expect(separated('8302080', '|')).toBe('8|302|080');
    expect(separated('123', '|')).toBe('123');
  });

  it('go from the left, the right, both or neither', () => {
    expect(groupingOf([3, 3, 1])).toBe('leftToRight');
    expect(groupingOf([1, 3, 3])).toBe('rightToLeft');
    expect(groupingOf([3, 3])).toBe('both');
    expect(groupingOf([2, 2])).toBe('neither');
    expect(
      [
        [3, 3, 1],
        [1, 3, 3],
        [3, 3],
        [1, 1, 1, 1],
      ].map(isMisaligned),
    ).toEqual([true, false, false, false]);
  });
});

describe('digits of literals', () => {
  it.each(['cl100k_base', 'o200k_base'])('are grouped by the tokens of %s', async (tokenizer) => {
    const found = await literals('a = 1234567 + 123456 + 12345 + 123\n', 'a.py', tokenizer);
    expect(
      found.map(({ text, groups, grouping, misaligned }) => [text, groups, grouping, misaligned]),
    ).toEqual([
      ['1234567', [3, 3, 1], 'leftToRight', true],
      ['123456', [3, 3], 'both', false],
      ['12345', [3, 2], 'leftToRight', true],
    ]);
    expect(found.map(({ tokens, separated }) => [tokens, separated])).toEqual([
      [3, { text: '1_234_567', tokens: 5 }],
      [2, { text: '123_456', tokens: 3 }],
      [2, { text: '12_345', tokens: 3 }],
    ]);
  });

  it('count what is separated already', async () => {
    const [one] = await literals('a = 1_234_567\n');
    expect(one).toMatchObject({ digits: '1234567', groups: [1, 3, 3], grouping: 'rightToLeft', tokens: 5 });
    expect(one).not.toHaveProperty('separated');
  });

  it('follow the language', async () => {
    expect(
      (await literals("long a = 1'000'000L + 2500000u;", 'a.cpp')).map(({ digits, separated }) => [
        digits,
        separated?.text,
      ]),
    ).toEqual([
      ['1000000', undefined],
      ['2500000', "2'500'000u"],
    ]);
    const fortran = await literals('program p\n  integer(8) :: i = 12345_8\nend program\n', 'a.f90');
    expect(fortran.map(({ digits, separated }) => [digits, separated])).toEqual([['12345', undefined]]);
    expect((await literals('let a = 1_000_u64 + 20000u64;\n', 'a.rs')).map(({ digits }) => digits)).toEqual([
      '1000',
      '20000',
    ]);
  });

  it('leave other numbers out', async () => {
    expect(await literals('a = 0x12345 + 0b10101 + 1234.5 + 12345e3 + 1.23456\n')).toEqual([]);
    expect(await literals('double a = 12345.0, b = 12345.0f, c = 0x1F2345;', 'a.cpp')).toEqual([]);
    expect(await literals('12345\n', 'a.unknown')).toEqual([]);
  });

  it('add up to the misaligned share', async () => {
    const sum = new DigitsSum();
    expect(sum.report().misalignedShare).toBeUndefined();
    sum.add(await read('a.py', 'a = 1234567 + 123456\n'));
    sum.add(await read('a.py', 'a = 1234567 + 1_000\n'));
    expect(sum.report()).toMatchObject({
      literals: 4,
      tokens: 3 + 2 + 3 + 3,
      misaligned: 2,
      misalignedShare: 0.5,
      groupings: { both: 1, leftToRight: 2, rightToLeft: 1, neither: 0 },
      separable: { literals: 3, tokens: 8, separated: 13 },
    });
    expect(sum.report().examples.map(({ text }) => text)).toEqual(['1234567']);
  });
});
