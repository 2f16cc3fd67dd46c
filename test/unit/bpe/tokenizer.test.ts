import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText, HOSTILE, NAMES, open } from './support';

describe.each(NAMES)('%s', async (name) => {
  const tokenizer = await open(name);

  it('gives back the text in the bytes of its tokens', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { ids } = tokenizer.encode(text);
        const bytes = Buffer.concat([...ids].map((id) => tokenizer.tokenBytes(id)));
        expect(bytes.equals(Buffer.from(new TextEncoder().encode(text)))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('has offsets that agree with the text in bytes and in units', () => {
    fc.assert(
      fc.property(anyText, (text) => checkOffsets(text)),
      { numRuns: 2000 },
    );
    for (const piece of HOSTILE) checkOffsets(`${piece}x${piece} ${piece.repeat(20)}`);
  });

  it('counts as it encodes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokenizer.count(text)).toBe(tokenizer.encode(text).length);
      }),
    );
  });

  it('has no tokens for no text', () => {
    const run = tokenizer.encode('');
    expect(run).toMatchObject({ length: 0, start: 0, byteStart: 0, first: 0 });
    expect(run.ids).toHaveLength(0);
  });

  it('names the pieces of an emoji that several tokens share', () => {
    const text = 'a 🦩b';
    const { length, starts, ends, byteEnds, partial } = tokenizer.encode(text);
    expect(ends[length - 1]).toBe(5);
    expect(byteEnds[length - 1]).toBe(7);
    const pieces = [...partial.keys()].filter((i) => partial[i] === 1);
    expect(pieces.length).toBeGreaterThan(1);
    for (const i of pieces) expect(text.slice(starts[i], ends[i])).toMatch(/^ ?🦩$/u);
  });

  /** Token by token, against an encoder of the platform. */
  function checkOffsets(text: string): void {
    const run = tokenizer.encode(text);
    const encoder = new TextEncoder();
    let byteStart = 0;
    for (let i = 0; i < run.length; i++) {
      const [start, end, byteEnd] = [run.starts[i]!, run.ends[i]!, run.byteEnds[i]!];
      expect(byteEnd - byteStart).toBe(tokenizer.tokenBytes(run.ids[i]!).length);
      // Widened to whole code points, the text covers the token's bytes, and exactly them if it is not partial.
      const before = encoder.encode(text.slice(0, start)).length;
      const after = encoder.encode(text.slice(0, end)).length;
      if (run.partial[i] === 1) {
        expect(before <= byteStart && byteEnd <= after).toBe(true);
        expect(before < byteStart || byteEnd < after).toBe(true);
      } else expect([before, after]).toEqual([byteStart, byteEnd]);
      byteStart = byteEnd;
    }
    expect(byteStart).toBe(encoder.encode(text).length);
    expect(run.ends[run.length - 1] ?? 0).toBe(text.length);
  }
});
