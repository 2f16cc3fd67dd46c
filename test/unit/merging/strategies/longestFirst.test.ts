import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LongestFirst } from '../../../../language-tokenizers/merging/longestFirst';
import { longestFirst } from '../../../../language-tokenizers/merging/strategies/longestFirst';
import { writeUnits } from '../../../../language-tokenizers/text/codeUnits';
import { HOSTILE } from '../../bpe/support';
import { read, tokenizerOf } from '../support';
import { applied, expectTiling, piecesOf } from './support';

/** The rule word by word: fix the longest entry, the leftmost, then both sides. */
function plainly(bytes: Uint8Array, tokens: ReadonlySet<string>): number[] {
  const key = (from: number, to: number): string => bytes.subarray(from, to).join();
  const split = (from: number, to: number): number[] => {
    for (let size = to - from; size > 0; size--) {
      for (let at = from; at + size <= to; at++) {
        if (tokens.has(key(at, at + size))) return [...split(from, at), at + size, ...split(at + size, to)];
      }
    }
    return [];
  };
  return split(0, bytes.length);
}

describe('longest first', () => {
  it('fixes the longest tokens first', async () => {
    const text = await read('a.txt', ' rerendering reload_userinfo preprocessor');
    const tokens = Array.from(text.tokens.ends, (end, i) => text.text.slice(text.tokens.starts[i], end));
    expect(tokens.join('|')).toBe(' rer|ender|ing| reload|_user|info| pre|processor');
    expect(piecesOf(longestFirst, text).join('|')).toBe(' re|render|ing| reload|_|userinfo| preprocess|or');
  });

  it('is the rule taken word by word', async () => {
    const { vocabulary } = await tokenizerOf('cl100k_base');
    const tokens = new Set<string>();
    for (let rank = 0; rank < vocabulary.size; rank++) {
      const bytes = vocabulary.token(rank);
      if (bytes) tokens.add(bytes.join());
    }
    const splitter = new LongestFirst(vocabulary);
    const piece = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE, 'ing', 'able', 'str', 'get', 'User'), fc.string()), {
        maxLength: 8,
      })
      .map((parts) => parts.join('').slice(0, 40));
    fc.assert(
      fc.property(piece, (text) => {
        if (text === '') return;
        const units = new Uint16Array(text.length);
        writeUnits(text, units);
        expect([...splitter.split(units, 0, units.length)]).toEqual(
          plainly(new TextEncoder().encode(text), tokens),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes a long piece in about linear time', async () => {
    const splitter = new LongestFirst((await tokenizerOf('cl100k_base')).vocabulary);
    /** The best of some, as other processes may have the processor at any time; the first one compiles. */
    const time = (length: number): number => {
      const units = new Uint16Array(length).map((_, i) => 97 + ((i * i * 7 + (i >> 3)) % 26));
      const times = Array.from({ length: 4 }, () => {
        const start = performance.now();
        splitter.split(units, 0, length);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    expect(time(200_000)).toBeLessThan(60 * Math.max(time(20_000), 1));
  });

  it('says where it can not be', async () => {
    const text = await read('a.c', 'int a;');
    expect(longestFirst.unavailable?.(text)).toBeUndefined();
    const other = { ...text, tokenizer: { ...text.tokenizer, name: 'words' } };
    expect(longestFirst.unavailable?.(other)).toContain('words has none');
    expectTiling(longestFirst, other, applied(longestFirst, other));
  });
});
