import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenDocument } from '../../../language-tokenizers/bpe/document';
import type { TextEdit, Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { expectSameRun, HOSTILE, NAMES, open, sources } from './support';

const PIECES = [...HOSTILE, 'a'.repeat(300), ' '.repeat(300), 'ab\r\n'.repeat(40), ''];

/** An edit anywhere, by fractions of the text's length; mostly small, now and then a great deletion. */
const anyEdit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  deleted: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(3), fc.nat(400)),
  pieces: fc.array(fc.constantFrom(...PIECES), { maxLength: 2 }),
});
type AnyEdit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never;

const anyStart = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));

const shortStart = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));

describe.each(NAMES)('a document in %s', async (name) => {
  const tokenizer = await open(name);
  const fresh = await open(name);

  function expectFullRun(document: TokenDocument, text: string): void {
    const expected = fresh.encode(text);
    expect(document.text).toBe(text);
    const view = document.view(tokenizer);
    expect(view.count).toBe(expected.length);
    expectSameRun(view.tokensBetween(0, text.length), expected);
  }

  it('equals a full run after each of many hostile edits', () => {
    let edits = 0;
    fc.assert(
      fc.property(shortStart, fc.array(anyEdit, { minLength: 50, maxLength: 50 }), (start, list) => {
        let text = start;
        const document = opened(tokenizer, text);
        for (const one of list) {
          const edit = place(one, text.length);
          document.edit(edit);
          text = applied(text, edit);
          edits++;
          expectFullRun(document, text);
        }
      }),
      { numRuns: 200 },
    );
    expect(edits).toBeGreaterThanOrEqual(10_000);
  }, 120_000);

  it('equals a full run after typing and deleting all over real sources', async () => {
    const files = await sources(1, 20_000);
    for (const [i, { text: start }] of files.entries()) {
      let text = start;
      const document = opened(tokenizer, text);
      for (let k = 0; k < 12; k++) {
        const at = ((i * 7919 + k * 104_729) % 1000) / 1000;
        const edit = place(
          { at, deleted: k % 4, pieces: [PIECES[(i + 5 * k) % PIECES.length]!] },
          text.length,
        );
        document.edit(edit);
        text = applied(text, edit);
        expectFullRun(document, text);
      }
    }
  });

  it('answers for ranges and offsets as the full run does', () => {
    fc.assert(
      fc.property(anyStart, anyEdit, fc.nat(), fc.nat(), (start, one, x, y) => {
        const edit = place(one, start.length);
        const text = applied(start, edit);
        const document = opened(tokenizer, start);
        document.edit(edit);
        const view = document.view(tokenizer);
        const from = x % (text.length + 1);
        const to = from + (y % (text.length + 1 - from));
        const all = fresh.encode(text);
        const inRange = all.starts.filter((tokenStart) => tokenStart >= from && tokenStart < to).length;
        expect(view.countBetween(from, to)).toBe(inRange);
        expect(view.countBetween(0, from) + view.countBetween(from, text.length)).toBe(all.length);

        const run = view.tokensBetween(from, to);
        const overlapping = [...all.ids.keys()].filter((i) => all.starts[i]! < to && all.ends[i]! > from);
        expect([...run.ids]).toEqual(from === to ? [] : overlapping.map((i) => all.ids[i]));
        if (run.length > 0) {
          expect(run.first).toBe(overlapping[0]);
          expect(run.start).toBe(all.starts[run.first]);
          expect(run.byteStart).toBe(run.first === 0 ? 0 : all.byteEnds[run.first - 1]);
          expect(run.byteEnds[run.length - 1]).toBe(all.byteEnds[run.first + run.length - 1]);
        }

        const token = view.tokenAt(from);
        if (from === text.length) expect(token).toBeUndefined();
        else {
          const index = all.ends.findIndex((end) => end > from);
          const { first, length } = token!.group;
          expect(token).toMatchObject({
            index,
            id: all.ids[index],
            start: all.starts[index],
            end: all.ends[index],
            byteStart: index === 0 ? 0 : all.byteEnds[index - 1],
            byteEnd: all.byteEnds[index],
            partial: all.partial[index] === 1,
          });
          expect(length > 1).toBe(token!.partial);
          expect(first <= index && index < first + length).toBe(true);
          const bytes = [...all.ids.slice(first, first + length)].map((id) => tokenizer.tokenBytes(id));
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(bytes))).not.toThrow();
        }
      }),
      { numRuns: 600 },
    );
  });

  it('applies a list of edits one after another, few or many', () => {
    fc.assert(
      fc.property(anyStart, fc.array(anyEdit, { maxLength: 80 }), (start, list) => {
        let text = start;
        const edits: TextEdit[] = [];
        for (const one of list) {
          const edit = place(one, text.length);
          edits.push(edit);
          text = applied(text, edit);
        }
        const document = opened(tokenizer, start);
        document.applyEdits(edits);
        expectFullRun(document, text);
      }),
      { numRuns: 150 },
    );
  });

  it('lets nothing happen for edits outside the text', () => {
    const document = opened(tokenizer, 'const x = 1;');
    const good = { start: 0, end: 5, text: 'let' };
    for (const [start, end] of [
      [-1, 2],
      [3, 2],
      [11, 14],
      [NaN, NaN],
    ] as const) {
      expect(() => document.applyEdits([good, { start, end, text: 'y' }])).toThrow(RangeError);
      expectFullRun(document, 'const x = 1;');
    }
  });
});

it('holds five megabytes on one line', async () => {
  const tokenizer = await open('o200k_base');
  const statement = 'function f(a,b){return a+b*2.5||\'text\'};var élan=[1,2,3],名前={k:"v"};';
  let text = statement.repeat(Math.ceil(5_000_000 / statement.length));
  const document = opened(tokenizer, text);
  for (const [at, deleted, inserted] of [
    [2_500_000, 0, '😀'],
    [2_500_001, 0, 'x'],
    [2_500_001, 1, ''],
    [10, 3, 'Δ'],
    [4_999_000, 400, ''],
  ] as const) {
    const edit = { start: at, end: at + deleted, text: inserted };
    document.edit(edit);
    text = applied(text, edit);
  }
  const view = document.view(tokenizer);
  expect(view.count).toBe(tokenizer.count(text));
  const run = view.tokensBetween(4_000_000, 4_002_000);
  const bytes = Buffer.concat([...run.ids].map((id) => tokenizer.tokenBytes(id)));
  expect(bytes.toString()).toBe(text.slice(run.start, run.ends[run.length - 1]));
  expect(run.byteStart).toBe(Buffer.byteLength(text.slice(0, run.start)));
});

/** A document that follows its edits in the tokenizer from the start. */
function opened(tokenizer: Tokenizer, text: string): TokenDocument {
  const document = new TokenDocument(text);
  document.view(tokenizer);
  return document;
}

function place({ at, deleted, pieces }: AnyEdit, length: number): TextEdit {
  const start = Math.round(at * length);
  return { start, end: Math.min(length, start + deleted), text: pieces.join('') };
}

function applied(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}
