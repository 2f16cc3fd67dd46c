import { expect, it } from 'vitest';
import { decode, encode } from '../../../language-tokenizers/tokompiler/encode';
import { STRICT } from '../../../language-tokenizers/tokompiler/vocabulary/strict';

it('text is split on blanks, and what is unknown is told', () => {
  expect(encode(' int  x\n= 1 ;', STRICT)).toEqual({ ids: [1115, 4, 1055, 49, 1051], mask: [1, 1, 1, 1, 1] });
  expect(encode('', STRICT)).toEqual({ ids: [], mask: [] });
});

it('lists get the length that is asked for', () => {
  expect(encode(['int', ';'], STRICT, { length: 4 })).toEqual({
    ids: [1115, 1051, 1, 1],
    mask: [1, 1, 0, 0],
  });
  expect(encode(['int', ';', ';'], STRICT, { length: 2 })).toEqual({ ids: [1115, 1051], mask: [1, 1] });
});

it('a special token comes first or last', () => {
  expect(encode(['int'], STRICT, { add: 'sos', length: 3 }).ids).toEqual([2, 1115, 1]);
  expect(encode(['int'], STRICT, { add: 'eos', length: 3 }).ids).toEqual([1115, 3, 1]);
});

it('letter case may mean nothing, but in special tokens', () => {
  expect(encode('INT [SEP] End', STRICT).ids).toEqual([4, 6, 4]);
  expect(encode('INT [SEP] End', STRICT, { ignoreCase: true }).ids).toEqual([1115, 6, 1094]);
});

it('ids become tokens again', () => {
  const { ids } = encode('int var 3 ; ?? ;', STRICT, { add: 'eos', length: 9 });
  expect(decode(ids, STRICT)).toEqual(['int', 'var', '3', ';', '[UNK]', ';', '[EOS]', '[PAD]', '[PAD]']);
  expect(decode(ids, STRICT, { skipSpecial: true })).toEqual(['int', 'var', '3', ';', ';']);
  expect(decode([0, 99_999], STRICT)).toEqual(['[UNK]', '[UNK]']);
});
