import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tokenizer, TokenRun } from '../../../language-tokenizers/bpe/tokenizer';
import { tokenInRun } from '../../../language-tokenizers/bpe/tokenRuns';
import { NormalizedTokenizer } from '../../../language-tokenizers/normalize/normalizedTokenizer';
import { DocumentText } from '../../../language-tokenizers/text/documentText';
import { open } from '../bpe/support';
import { make } from './support';

const cl100k = await open('cl100k_base');
const fresh = await open('cl100k_base');

const LLAMA = {
  type: 'Sequence',
  normalizers: [
    { type: 'Prepend', prepend: '▁' },
    { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
  ],
};
const NORMALIZERS: readonly (readonly [string, object])[] = [
  ['NFC', { type: 'NFC' }],
  ['NFKC', { type: 'NFKC' }],
  ['NFD', { type: 'NFD' }],
  ['Nmt', { type: 'Nmt' }],
  ['Replace', { type: 'Replace', pattern: { String: 'a' }, content: '<>' }],
  ['Llama', LLAMA],
  ['Strip', { type: 'Strip', strip_left: true, strip_right: true }],
];

const PIECES = [
  'let x = 1;',
  '\n',
  ' ',
  'a',
  'é',
  'e\u0301',
  'e',
  '\u0301',
  '\u0323\u0301',
  'ﬁ',
  '각',
  '\u1100\u1161',
  '\u11a8',
  '>',
  '\u0338',
  '你好',
  '👍🏽',
  '\ud83d',
  '\udc4d',
  '\u0001',
  '\u{1d15e}',
  '\u{1d157}',
  '\u{1d165}',
  'ab '.repeat(30),
  'e\u0301'.repeat(40),
];
const anyPiece = fc.constantFrom(...PIECES);
const anyText = fc.array(anyPiece, { maxLength: 12 }).map((pieces) => pieces.join(''));
const anyEdit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  deleted: fc.oneof(fc.constant(0), fc.nat(2), fc.nat(40)),
  text: fc.oneof(fc.constant(''), anyPiece),
});

function normalized(json: object, inner: Tokenizer): NormalizedTokenizer {
  return new NormalizedTokenizer(inner, make(json));
}

/** Says what of a run's promises is broken; undefined if nothing is. */
function fault(run: TokenRun, text: string): string | undefined {
  const bytesBefore = (unit: number): number => new TextEncoder().encode(text.slice(0, unit)).length;
  for (let i = 0; i < run.length; i++) {
    const [start, end, byteEnd] = [run.starts[i]!, run.ends[i]!, run.byteEnds[i]!];
    const last = i === 0 ? 0 : run.ends[i - 1]!;
    if (run.partial[i] === 0 && (start !== last || byteEnd !== bytesBefore(end))) return `token ${i}`;
    if (start > last || end < last || (i > 0 && byteEnd < run.byteEnds[i - 1]!)) return `order at ${i}`;
    if (start < last && (run.partial[i] === 0 || run.partial[i - 1] === 0)) return `unmarked ${i}`;
  }
  const isWhole =
    run.length === 0 || (run.ends.at(-1) === text.length && run.byteEnds.at(-1) === bytesBefore(text.length));
  return isWhole ? undefined : 'the end';
}

describe.each(NORMALIZERS)('a tokenizer after %s', (_, json) => {
  const tokenizer = normalized(json, fresh);

  it('has the ids of the normalized text, and tiles the text itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const run = tokenizer.encode(text);
        expect([...run.ids]).toEqual([...fresh.encode(make(json).normalize(text).text).ids]);
        expect(tokenizer.count(text)).toBe(run.length);
        expect(fault(run, text)).toBeUndefined();
      }),
      { numRuns: 150 },
    );
  });

  it('has in a document under edit the tokens of a full run', () => {
    let edits = 0;
    fc.assert(
      fc.property(
        anyText,
        fc.array(anyEdit, { minLength: 20, maxLength: 25 }),
        fc.nat(60),
        (start, list, at) => {
          const document = new DocumentText(start);
          const view = normalized(json, cl100k).view(document);
          for (const { at: where, deleted, text } of list) {
            const from = Math.floor(where * document.length);
            document.applyEdits([{ start: from, end: Math.min(document.length, from + deleted), text }]);
            const expected = tokenizer.encode(document.text);
            expect(view.count).toBe(expected.length);
            expect(view.version).toBe(document.version);
            expect(view.tokensBetween(0, document.length)).toEqual(expected);
            expect(view.tokenAt(at)).toEqual(tokenInRun(expected, at));
            const starts = expected.starts.filter((unit) => unit >= at && unit < at + 9).length;
            expect(view.countBetween(at, at + 9)).toBe(at >= document.length ? 0 : starts);
            const part = view.tokensBetween(at, at + 9);
            const overlapping = [...expected.ids.keys()].filter(
              (i) => expected.ends[i]! > at && expected.starts[i]! < Math.min(at + 9, document.length),
            );
            expect([...part.ids]).toEqual(overlapping.map((i) => expected.ids[i]));
            if (overlapping.length > 0) expect(part.first).toBe(overlapping[0]);
            edits++;
          }
          view.dispose();
        },
      ),
      { numRuns: 15 },
    );
    expect(edits).toBeGreaterThanOrEqual(300);
  });
});

describe('several edits at once', () => {
  it('are followed one after another', () => {
    const document = new DocumentText('one two');
    const view = normalized({ type: 'NFC' }, cl100k).view(document);
    document.applyEdits([
      { start: 0, end: 3, text: 'e\u0301' },
      { start: 3, end: 3, text: '\u0323' },
      { start: 0, end: 1, text: 'o' },
    ]);
    expect(document.text).toBe('o\u0301 \u0323two');
    expect(view.tokensBetween(0, 99)).toEqual(normalized({ type: 'NFC' }, fresh).encode(document.text));
  });

  it('may leave a text that is normal again', () => {
    const document = new DocumentText('e\u0301'.repeat(10));
    const view = normalized({ type: 'NFC' }, cl100k).view(document);
    const edits = Array.from({ length: 40 }, () => ({
      start: 0,
      end: document.length,
      text: 'plain'.repeat(4),
    }));
    document.applyEdits(edits);
    expect(view.tokensBetween(0, 99)).toEqual(fresh.encode('plain'.repeat(4)));
  });
});

describe('text that is normal already', () => {
  it('is viewed as it is, without a copy', () => {
    const document = new DocumentText('int größe = 1; // 好');
    const seen: DocumentText[] = [];
    const inner: Tokenizer = Object.create(cl100k, {
      view: {
        value: (text: DocumentText) => {
          seen.push(text);
          return cl100k.view(text);
        },
      },
    }) as Tokenizer;
    normalized({ type: 'NFC' }, inner).view(document);
    document.applyEdits([{ start: 3, end: 3, text: 'é' }]);
    expect(seen).toEqual([document]);
    document.applyEdits([{ start: 3, end: 3, text: 'e\u0301' }]);
    expect(seen).toHaveLength(2);
    expect(seen[1]).not.toBe(document);
  });
});
