import { describe, expect, it } from 'vitest';
import { identifiers } from '../../../../language-tokenizers/merging/strategies/identifiers';
import { identifierWords } from '../../../../language-tokenizers/merging/strategies/identifierWords';
import { leaves } from '../../../../language-tokenizers/merging/strategies/leaves';
import { whitespace } from '../../../../language-tokenizers/merging/strategies/whitespace';
import { read } from '../support';
import { applied, piecesOf } from './support';

const SOURCE = 'unsigned long hashTableSizeof(struct_t tbl)\n{\n\n\treturn 0x12345678;\n}\n';

describe('strategies by units', () => {
  it('makes one step of an identifier', async () => {
    const text = await read('a.c', SOURCE);
    expect(applied(identifiers, text).count).toBeLessThan(text.tokens.length);
    expect(piecesOf(identifiers, text)).toContain(' hashTableSizeof');
    expect(piecesOf(identifiers, text)).not.toContain('0x12345678');
  });

  it('makes one step of a leaf', async () => {
    expect(piecesOf(leaves, await read('a.c', SOURCE))).toEqual([
      ...['unsigned', ' long', ' hashTableSizeof', '(struct', '_t', ' tbl', ')\n', '{\n\n'],
      ...['\treturn', ' ', '0x12345678', ';\n', '}\n'],
    ]);
  });

  it('makes one step of an identifier word', async () => {
    const text = await read('a.py', 'get_xylophones = myXylophoneZzyzx.__xylocarp__\n');
    const pieces = piecesOf(identifierWords, text);
    expect(pieces).toEqual(['get', '_xylophones', ' =', ' my', 'Xylophone', 'Zzyzx', '.__', 'xylocarp__\n']);
    expect(text.tokens.length).toBeGreaterThan(pieces.length);
  });

  it('leaves a token of two words alone', async () => {
    const text = await read('a.py', 'XMLHttpRequestz = fetchElementsByIdx\n');
    const tokens = ['XML', 'HttpRequest', 'z', ' =', ' fetch', 'Elements', 'ById', 'x', '\n'];
    expect(piecesOf(identifierWords, text)).toEqual(tokens);
  });

  it('makes one step of white space', async () => {
    const text = await read('a.py', 'if x:\n        return  1\n\n\n   \n', 'r50k_base');
    expect(piecesOf(whitespace, text)).toEqual([
      'if',
      ' x',
      ':',
      '\n       ',
      ' return',
      ' ',
      ' 1',
      '\n\n\n   \n',
    ]);
  });

  it('counts tokens where there are no units', async () => {
    const text = await read('a.unknown', SOURCE);
    for (const strategy of [identifiers, identifierWords, leaves])
      expect(applied(strategy, text).count).toBe(text.tokens.length);
  });
});
