import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenDocument } from '../../../language-tokenizers/bpe/document';
import { expectSameRun, open } from './support';

/** What runs are made of, and what cuts them or does not. */
const RUNS = [
  'a',
  'A',
  'th',
  'ing',
  ' ',
  '\n',
  '=',
  '中',
  '国',
  'é',
  '\u0301',
  '😀',
  'aaaaaaaa',
  'ation',
  '\0',
];
const CUTS = [...RUNS, '\ud83d', '\ude00', "'s", '\r\n', ' x', '9', '<|endoftext|>', ''];

const run = fc
  .tuple(
    fc.array(fc.constantFrom(...RUNS), { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(2), { minLength: 200, maxLength: 1200 }),
  )
  .map(([parts, picks]) => picks.map((pick) => parts[pick % parts.length]!).join(''));

const anyEdit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  deleted: fc.oneof(fc.nat(2), fc.nat(2), fc.nat(500)),
  text: fc.oneof(fc.constantFrom(...CUTS), fc.constantFrom(...CUTS), run),
});

describe.each(['o200k_base', 'cl100k_base', 'r50k_base'] as const)('long pre-tokens in %s', async (name) => {
  const tokenizer = await open(name);
  const fresh = await open(name);

  it('equal a full run after edits in them, that cut them and that join them', () => {
    fc.assert(
      fc.property(run, fc.array(anyEdit, { minLength: 15, maxLength: 15 }), (start, edits) => {
        const document = new TokenDocument(start);
        const view = document.view(tokenizer);
        for (const { at, deleted, text } of edits) {
          const from = Math.round(at * document.length);
          document.edit({ start: from, end: Math.min(document.length, from + deleted), text });
          const expected = fresh.encode(document.text);
          expect(view.count).toBe(expected.length);
          expectSameRun(view.tokensBetween(0, document.length), expected);
          expect(document.byteLength).toBe(Buffer.byteLength(document.text));
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
