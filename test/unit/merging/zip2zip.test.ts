import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zip2zip, zip2zipCodes } from '../../../language-tokenizers/merging/strategies/zip2zip';
import { anyText, hostileText } from '../bpe/support';
import { applied, expectTiling } from './strategies/support';
import { read } from './support';

/** Reads codes back, making the codebook from them alone, as a model that was given them would. */
function decode(codes: Uint32Array, vocabularySize: number, subtokens: number, codebook: number): number[] {
  const entries: number[][] = [];
  const ids: number[] = [];
  let before: number[] = [];
  for (const code of codes) {
    const isNew = code === vocabularySize + entries.length;
    const tokens =
      code < vocabularySize ? [code] : isNew ? [...before, before[0]!] : entries[code - vocabularySize]!;
    // What was full was emitted at once, without an entry.
    if (before.length > 0 && before.length < subtokens && entries.length < codebook) {
      const entry = [...before, tokens[0]!];
      if (!entries.some((one) => one.join() === entry.join())) entries.push(entry);
    }
    ids.push(...tokens);
    before = tokens;
  }
  return ids;
}

describe('zip2zip', () => {
  it('compresses as the published test has it', () => {
    const once = [1, 2, 3, 4, 5];
    const codes = (ids: number[], subtokens: number): number[] => [
      ...zip2zipCodes(ids, 27, { subtokens }).codes,
    ];
    expect(codes([...once, ...once], 5)).toEqual([1, 2, 3, 4, 5, 27, 29, 5]);
    expect(codes([...once, ...once, ...once], 5)).toEqual([1, 2, 3, 4, 5, 27, 29, 31, 28, 30]);
    expect(codes(Array<number>(10).fill(1), 3)).toEqual([1, 27, 28, 28, 1]);
  });

  it('leaves disabled tokens by themselves', () => {
    const { codes, tokenEnds } = zip2zipCodes([1, 2, 9, 1, 2, 9, 1, 2], 27, {}, new Set([9]));
    expect([...codes]).toEqual([1, 2, 9, 27, 9, 27]);
    expect([...tokenEnds]).toEqual([1, 2, 3, 5, 6, 8]);
  });

  it('makes no more entries than the codebook has', () => {
    const ids = Array.from({ length: 500 }, (_, i) => (i * i) % 23);
    expect(zip2zipCodes(ids, 27, { codebook: 7 }).entries).toBe(7);
    expect(zip2zipCodes(ids, 27, { codebook: 0 }).codes).toEqual(Uint32Array.from(ids));
  });

  it('can be read back from the codes alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { maxLength: 200 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 40 }),
        (ids, subtokens, codebook) => {
          const { codes, tokenEnds } = zip2zipCodes(ids, 6, { subtokens, codebook });
          expect(decode(codes, 6, subtokens, codebook)).toEqual(ids);
          expect(tokenEnds.at(-1) ?? 0).toBe(ids.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tiles every text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, anyText), async (one) => {
        const text = await read('a.txt', one);
        expectTiling(zip2zip, text, applied(zip2zip, text));
      }),
    );
  });
});
