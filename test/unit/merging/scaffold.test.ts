import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaffold } from '../../../language-tokenizers/merging/strategies/scaffold';
import { countTokens, Demolition } from '../../../language-tokenizers/merging/strategies/scaffold/demolition';
import { anyText, hostileText } from '../bpe/support';
import { expectTiling, piecesOf } from './strategies/support';
import { read, tokenizerOf } from './support';

describe('scaffold tokens', () => {
  it('are told by the fewest tokens that stay', async () => {
    // " function" stands once, " fun" and "ction" often enough to stay.
    const learned = await read('a.txt', `${' fun'.repeat(6)} ${'\nction'.repeat(6)} function`);
    expect(piecesOf(scaffold(5), learned).slice(-2)).toEqual([' fun', 'ction']);
    expect(piecesOf(scaffold(1), learned).at(-1)).toBe(' function');
  });

  it('come down to bytes where nothing else stays', async () => {
    const text = await read('a.txt', ' function');
    expect(piecesOf(scaffold(5), text)).toEqual(Array.from(' function'));
  });

  it('are never special tokens', async () => {
    const tokenizer = await tokenizerOf('cl100k_base');
    const demolition = new Demolition(countTokens([await read('a.txt', 'x')]), 5);
    for (const id of tokenizer.specialTokens.values()) expect(demolition.isScaffold(id)).toBe(false);
  });

  it('are split in as few parts as a look through all ways finds', async () => {
    const texts = ['ab', 'abc', 'bc', 'b', 'c', 'a', 'cab', 'abcabc', ' abc'];
    const tokenizer = await tokenizerOf('cl100k_base');
    const single = texts.filter((text) => tokenizer.count(text) === 1);
    fc.assert(
      fc.property(fc.subarray(single), (stay) => {
        const corpus = stay.map((text) => ({ tokenizer, tokens: tokenizer.encode(text) }));
        const counts = new Map(corpus.map(({ tokens }) => [tokens.ids[0]!, 5]));
        const demolition = new Demolition({ tokenizer, counts }, 5);
        const visible = new Set([...stay, 'a', 'b', 'c', ' ']);
        const fewest = (text: string): number =>
          text === ''
            ? 0
            : Math.min(
                ...Array.from({ length: text.length }, (_, i) => i + 1)
                  .filter((length) => visible.has(text.slice(0, length)))
                  .map((length) => 1 + fewest(text.slice(length))),
              );
        for (const text of single) {
          const [id] = tokenizer.encode(text).ids;
          const split = demolition.split(id!, text.length, tokenizer);
          expect(split.at(-1)).toBe(text.length);
          expect(split).toHaveLength(stay.includes(text) ? 1 : fewest(text));
        }
      }),
    );
  });

  it('tile every text, held out too', async () => {
    const learned = scaffold().prepare([await read('a.js', 'const a = 1;\nreturn a;\n'.repeat(5))]);
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, anyText), async (one) => {
        const text = await read('a.txt', one);
        expectTiling(scaffold(), text, learned(text));
      }),
    );
  });
});
