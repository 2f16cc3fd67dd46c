import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, markAt, type TextPlace } from '../../../extension/prompt/layout';
import type { PromptSegment, PromptToken } from '../../../sidecar/protocol';

const token = (text: string, reused = false, id = 7): PromptToken => ({ id, text, reused });
const segment = (texts: readonly string[], changes: Partial<PromptSegment> = {}): PromptSegment => ({
  origin: 'before',
  tokens: texts.map((text, id) => token(text, false, id)),
  ...changes,
});
const at = (line: number, character: number): TextPlace => ({ line, character });

/** Where an offset is, as an editor counts. */
function placeOf(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  // A place between CR and LF is none: the editor has the line's end there.
  const lines = before.split(/\r\n|\r|\n/u);
  return at(lines.length - 1, lines.at(-1)!.length);
}

describe('a prompt laid out', () => {
  it('is its tokens, and nothing between them', () => {
    const { text, marks, segments } = layOut([
      segment(['<|fim_prefix|>'], { origin: 'marker' }),
      segment(['a = ', 'b\n', 'c']),
    ]);
    expect(text).toBe('<|fim_prefix|>a = b\nc');
    expect(marks.map(({ start, end }) => [start, end])).toEqual([
      [at(0, 0), at(0, 14)],
      [at(0, 14), at(0, 18)],
      [at(0, 18), at(1, 0)],
      [at(1, 0), at(1, 1)],
    ]);
    expect(segments.map(({ start, end }) => [start, end])).toEqual([
      [at(0, 0), at(0, 14)],
      [at(0, 14), at(1, 1)],
    ]);
  });

  it('has tokens that cut a character where that is, also when it never ends', () => {
    const { marks } = layOut([segment(['x', '', '', '😀', 'y', '']), segment(['z'])]);
    expect(marks.map(({ tokens }) => tokens.map(({ id }) => id))).toEqual([[0], [1, 2, 3], [4, 5], [0]]);
    expect(layOut([segment(['', ''])])).toMatchObject({ text: '', marks: [], segments: [] });
  });

  it('knows lines of the files, and where what is reused ends', () => {
    const { marks, reusedEnd } = layOut([
      { origin: 'marker', tokens: [token('<sep>', true)] },
      {
        origin: 'definition',
        path: 'b.py',
        line: 10,
        tokens: [token('a\n', true), token('b\n'), token('c')],
      },
    ]);
    expect(marks.map(({ fileLine }) => fileLine)).toEqual([undefined, 10, 11, 12]);
    expect(reusedEnd).toEqual(at(1, 0));
  });

  it('counts no line for what only names the file', () => {
    const { marks } = layOut([
      {
        origin: 'definition',
        path: 'b.py',
        line: 10,
        heading: 1,
        tokens: [token('b.py\n'), token('a\n'), token('b')],
      },
    ]);
    expect(marks.map(({ fileLine }) => fileLine)).toEqual([undefined, 10, 11]);
  });

  it('counts lines as an editor does, whatever the tokens cut', () => {
    const piece = fc.constantFrom('\r', '\n', '\r\n', 'a', 'bc', '😀', '\u2028', '\ufeff');
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 6 })), (tokens) => {
        const { text, marks } = layOut([segment(tokens.map((parts) => parts.join('')))]);
        let offset = 0;
        for (const mark of marks) {
          expect(mark.start).toEqual(placeOf(text, offset));
          offset += mark.tokens.map((one) => one.text).join('').length;
          expect(mark.end).toEqual(placeOf(text, offset));
        }
        expect(offset).toBe(text.length);
      }),
    );
  });

  it('finds the token at a place', () => {
    const { marks } = layOut([segment(['ab', '\n', 'c\nd', 'e'])]);
    const idAt = (place: TextPlace) => markAt(marks, place)?.tokens[0]?.id;
    expect([at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(2, 0), at(2, 1), at(2, 2)].map(idAt)).toEqual([
      0,
      0,
      1,
      2,
      2,
      3,
      undefined,
    ]);
  });

  it('is quick for large prompts', () => {
    const large = segment(Array.from({ length: 32_000 }, (_, i) => (i % 9 === 0 ? '\n' : ' token')));
    const times = [1, 2, 3].map(() => {
      const from = performance.now();
      layOut([large]);
      return performance.now() - from;
    });
    expect(Math.min(...times)).toBeLessThan(500);
    const { marks } = layOut([large]);
    expect(marks).toHaveLength(32_000);
  });
});
