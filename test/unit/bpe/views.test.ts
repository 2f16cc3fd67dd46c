import { describe, expect, it } from 'vitest';
import { BpeTokenizer } from '../../../language-tokenizers/bpe/bpeTokenizer';
import { TokenDocument } from '../../../language-tokenizers/bpe/document';
import { Vocabulary } from '../../../language-tokenizers/bpe/vocabulary';
import { packTokens, type VocabularyOptions } from '../../../language-tokenizers/bpe/vocabularyFormat';
import { WholeView } from '../../../language-tokenizers/bpe/wholeView';
import { expectSameRun, open } from './support';

describe('a document', async () => {
  const o200k = await open('o200k_base');
  const cl100k = await open('cl100k_base');

  it('keeps several tokenizers in step, those that can not follow edits too', () => {
    const document = new TokenDocument('let a = 1;\n'.repeat(50), 7);
    const views = [document.view(o200k), document.view(cl100k), new WholeView(o200k, document.content)];
    document.applyEdits([{ start: 4, end: 5, text: 'naïve 😀' }], 9);
    document.edit({ start: 0, end: 3, text: 'const' });
    for (const view of views) {
      const expected = view.tokenizer.encode(document.text);
      expect(view.version).toBe(10);
      expect(view.count).toBe(expected.length);
      expectSameRun(view.tokensBetween(0, document.length), expected);
      expect(view.countBetween(3, 40)).toBe(
        expected.starts.filter((start) => start >= 3 && start < 40).length,
      );
      const index = expected.ends.findIndex((end) => end > 11);
      expect(view.tokenAt(11)).toMatchObject({
        index,
        id: expected.ids[index],
        start: expected.starts[index],
      });
    }
    expect(document.view(o200k)).toBe(views[0]);
    document.drop(o200k);
    expect(document.view(o200k)).not.toBe(views[0]);
  });

  it('reads a text anew after many edits at once, wherever the last of them was', () => {
    for (const places of [[0], [0, 4], [40, 4, 0]]) {
      const document = new TokenDocument('let a = 1;\n'.repeat(20));
      const view = document.view(o200k);
      const edits = Array.from({ length: 40 }, () => ({ start: 30, end: 31, text: 'b' }));
      document.applyEdits([...edits, ...places.map((start) => ({ start, end: start, text: 'x ' }))]);
      const expected = o200k.encode(document.text);
      expect(view.count).toBe(expected.length);
      expectSameRun(view.tokensBetween(0, document.length), expected);
    }
  });

  it('takes special tokens for tokens when asked, with offsets as elsewhere', () => {
    const text = 'é<|endoftext|>x<|endofprompt|><|endoftext|>';
    const run = o200k.encode(text, { special: 'tokens' });
    expect([...run.ids]).toEqual([
      ...o200k.encode('é').ids,
      199_999,
      ...o200k.encode('x').ids,
      200_018,
      199_999,
    ]);
    expect([...run.ends]).toEqual([1, 14, 15, 30, 43]);
    expect([...run.byteEnds]).toEqual([2, 15, 16, 31, 44]);
    expect(o200k.count(text, { special: 'tokens' })).toBe(5);
    expect(o200k.encode(text).ids).not.toContain(199_999);
  });
});

/** A tokenizer of its own, whose only pre-token is the text. */
function small(
  tokens: readonly string[],
  options: VocabularyOptions,
  wholes?: ReadonlyMap<string, number>,
): BpeTokenizer {
  const encoder = new TextEncoder();
  const bytes = tokens.map((token) =>
    /^<0x..>$/.test(token) ? Uint8Array.of(parseInt(token.slice(3, 5), 16)) : encoder.encode(token),
  );
  return new BpeTokenizer({
    name: 'small',
    displayName: 'small',
    exact: true,
    source: 'test',
    vocabulary: new Vocabulary(packTokens(bytes, options)),
    createScanner: () => ({ reach: 0, next: (_units, _start, limit) => limit }),
    specialTokens: {},
    ...(wholes && { wholes }),
  });
}

describe('a vocabulary from code points', () => {
  const letters = ['a', 'b', '中', 'ab', 'b中', 'aab'];

  it('merges by rank, and puts unknown code points in a row together', () => {
    const tokenizer = small([...letters, '<unk>'], {
      symbols: 'characters',
      mergeable: 6,
      unknown: 6,
      fuseUnknown: true,
    });
    const run = tokenizer.encode('aab中xyéb中');
    expect([...run.ids]).toEqual([5, 2, 6, 4]);
    expect([...run.ends]).toEqual([3, 4, 7, 9]);
    expect([...run.byteEnds]).toEqual([3, 6, 10, 14]);
    const apart = small([...letters, '<unk>'], { symbols: 'characters', mergeable: 6, unknown: 6 });
    expect([...apart.encode('xy').ids]).toEqual([6, 6]);
  });

  it('falls back to bytes', () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).padStart(2, '0')}>`);
    const byteFallback = Uint32Array.from({ length: 256 }, (_, byte) => 6 + byte);
    const tokenizer = small([...letters, ...bytes], {
      symbols: 'characters',
      mergeable: 6,
      byteFallback,
      ids: Uint32Array.from({ length: 262 }, (_, rank) => 1000 - rank),
    });
    const run = tokenizer.encode('aé中');
    expect([...run.ids]).toEqual([1000, 1000 - 6 - 0xc3, 1000 - 6 - 0xa9, 998]);
    expect([...run.partial]).toEqual([0, 1, 1, 0]);
    expect([...tokenizer.tokenBytes(1000 - 6 - 0xc3)]).toEqual([0xc3]);
  });

  it('takes a pre-token for one token whatever merging says', () => {
    const wholes = new Map([
      ['ba', 3],
      ['a'.repeat(300), 4],
    ]);
    const tokenizer = small(
      [...letters, '<unk>'],
      { symbols: 'characters', mergeable: 6, unknown: 6 },
      wholes,
    );
    expect([...tokenizer.encode('ba').ids]).toEqual([3]);
    expect([...tokenizer.encode('a'.repeat(300)).ids]).toEqual([4]);
    expect(tokenizer.count('a'.repeat(299))).toBe(299);
  });

  it('is refused when some text has no tokens', () => {
    expect(() => small(letters, { symbols: 'characters' })).toThrow(RangeError);
    expect(() => small(letters, {})).toThrow(/no token for some bytes/);
  });
});
