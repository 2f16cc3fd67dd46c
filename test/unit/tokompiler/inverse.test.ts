import { expect, it } from 'vitest';
import { inverseOf, joinNames, originalNames } from '../../../language-tokenizers/tokompiler/inverse';
import { tokompiled } from './support';

it('all ten prefixes are joined with the number behind them', () => {
  const prefixes = ['arg', 'var', 'arr', 'func', 'field', 'type', 'num', 'char', 'str', 'struct'];
  expect(joinNames(prefixes.flatMap((prefix, i) => [prefix, String(i * 100)]))).toEqual(
    prefixes.map((prefix, i) => `${prefix}_${i * 100}`),
  );
});

it('keywords stay, and so do numbers on their own', () => {
  const tokens = 'char var 0 = char 1 ; struct type 1000 * var 01 7 type 1001'.split(' ');
  expect(joinNames(tokens).join(' ')).toBe('char var_0 = char_1 ; struct type_1000 * var 01 7 type 1001');
});

it('one number is a name, wide ones may have more', () => {
  expect(joinNames(['var', '1', '98', ';'])).toEqual(['var_1', '98', ';']);
  expect(joinNames(['var', '1', '98', ';'], true)).toEqual(['var_1099', ';']);
});

it('what a model writes is told in the original names', async () => {
  const { dictionary } = await tokompiled('c', 'int sum(int *values, int n) { return values[n - 1]; }');
  const names = Object.fromEntries(dictionary);
  expect(inverseOf(names).get('arg_0')).toBe('values');
  expect(originalNames('parallel || reduction + : arg 0 arr 9'.split(' '), names)).toEqual(
    'parallel || reduction + : values arr_9'.split(' '),
  );
});
