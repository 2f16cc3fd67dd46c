import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenDocument } from '../../../language-tokenizers/bpe/document';
import { mergeByHeap, mergeByScan } from '../../../language-tokenizers/bpe/merge';
import { PieceBytes } from '../../../language-tokenizers/bpe/pieceBytes';
import { TokenArrays } from '../../../language-tokenizers/bpe/tokenArrays';
import { writeUnits } from '../../../language-tokenizers/text/codeUnits';
import { firstDifference, NAMES, open, reference } from './support';

const LETTERS = ['a', 'b', 'e', 'A', 'th', 'ing', 'ation', '中', '国', '的', 'é', '\u0301', '😀', '='];

/** Long runs of few letters, in changing proportions: hard to cut into windows. */
const longRun = fc
  .tuple(
    fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 4 }),
    fc.array(fc.nat(3), { minLength: 250, maxLength: 900 }),
  )
  .map(([letters, picks]) => picks.map((pick) => letters[pick % letters.length]!).join(''));

describe.each(NAMES)('pre-tokens of any length in %s', async (name) => {
  const tokenizer = await open(name);
  const tiktoken = reference(name);

  function merged(text: string, merge: typeof mergeByScan): { ids: number[]; ends: number[] } {
    const units = new Uint16Array(text.length);
    writeUnits(text, units);
    const piece = new PieceBytes();
    piece.load(units, 0, text.length);
    const out = new TokenArrays(16);
    merge(tokenizer.vocabulary, piece, out);
    return { ids: [...out.ids.slice(0, out.length)], ends: [...out.ends.slice(0, out.length)] };
  }

  it('come out of windows as they do from one merge, by scan or by heap', () => {
    fc.assert(
      fc.property(longRun, (text) => {
        const units = new Uint16Array(text.length);
        writeUnits(text, units);
        const { encoder } = tokenizer;
        const count = encoder.encode(units, 0, text.length);
        const { ids, ends } = encoder.tokens;
        const at = encoder.value;
        const windows = { ids: [...ids.slice(at, at + count)], ends: [...ends.slice(at, at + count)] };
        const heap = merged(text, mergeByHeap);
        expect(heap).toEqual(merged(text, mergeByScan));
        if (count > 1) expect(windows).toEqual(heap);
      }),
      { numRuns: 120 },
    );
  });

  // Counts of a run grow in steps; what the reference says of short runs tells where long ones must be.
  it.each(['a', ' ', '\n', '=', '😀', '中'])('finish for a million of %j', (unit) => {
    const tokensOf = (times: number): number => tokenizer.count(unit.repeat(times));
    const step = (tiktoken(unit.repeat(4096)).length - tiktoken(unit.repeat(2048)).length) / 2048;
    expect(tokensOf(2048)).toBe(tiktoken(unit.repeat(2048)).length);
    expect(Math.abs(tokensOf(1_000_000) - 1_000_000 * step)).toBeLessThanOrEqual(4);
  });

  it('finish for two hundred thousand random letters, and for an edit in it', () => {
    let seed = 1;
    const text = Array.from({ length: 200_000 }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return String.fromCharCode(97 + Math.floor((seed / 2 ** 32) * 26));
    }).join('');
    const document = new TokenDocument(text);
    const view = document.view(tokenizer);
    document.edit({ start: 100_000, end: 100_003, text: 'z' });
    const edited = `${text.slice(0, 100_000)}z${text.slice(100_003)}`;
    const { ids } = view.tokensBetween(0, edited.length);
    expect(firstDifference(ids, merged(edited, mergeByHeap).ids)).toBe(-1);
  });
});
