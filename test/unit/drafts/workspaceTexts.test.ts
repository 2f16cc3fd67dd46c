import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_TOKENS, WorkspaceTexts } from '../../../sidecar/drafts/suffix/workspaceTexts';

const noControl = (): boolean => false;
/** Tokens that are in no other document. */
const document = (number: number, length: number): number[] =>
  Array.from({ length }, (_, i) => number * 1000 + i);

function holds(texts: WorkspaceTexts, tokens: readonly number[]): boolean {
  const found = { after: new Int32Array(8), matched: new Int32Array(8) };
  return texts.chains.find(Int32Array.from(tokens), 3, 64, found, 8) > 0;
}

describe('what is kept of a workspace', () => {
  it('is the newest, and never more than fits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 70 }), { minLength: 1, maxLength: 40 }), (lengths) => {
        const texts = new WorkspaceTexts(256);
        const documents = lengths.map((length, i) => document(i + 1, length).slice(0, 63));
        documents.forEach((tokens, i) => texts.add(`${i}`, tokens, noControl));
        expect(texts.chains.length).toBeLessThanOrEqual(256);
        const held = documents.map((tokens) => holds(texts, tokens));
        expect(held.at(-1)).toBe(true);
        // The oldest go first: no document is forgotten while an older one is kept.
        expect(held).toEqual(held.toSorted());
        const kept = documents.filter((_, i) => held[i]).reduce((sum, { length }) => sum + length, 0);
        expect(texts.size).toBe(kept);
        if (lengths.length > 30) expect(held[0]).toBe(false);
      }),
    );
  });

  it('fills no more than eight megabytes, and four workspaces less than 32', () => {
    const texts = new WorkspaceTexts();
    const file = Array.from({ length: MOST_TOKENS / 8 }, (_, i) => (i * 7919) % 40_000);
    for (let i = 0; i < 20; i++) texts.add(`${i}`, file, noControl);
    expect(texts.size).toBeGreaterThan(MOST_TOKENS / 2);
    expect(texts.chains.bytes).toBeLessThanOrEqual(6.5e6);
  });

  it('is not filled by a file that is saved again and again', () => {
    const texts = new WorkspaceTexts(256);
    texts.add('other', document(99, 40), noControl);
    for (let i = 0; i < 50; i++) texts.add('same', document(i, 40), noControl);
    expect(holds(texts, document(99, 40))).toBe(true);
    expect(holds(texts, document(49, 40))).toBe(true);
    expect(holds(texts, document(48, 40))).toBe(false);
    expect(texts.size).toBe(80);
  });

  it('is left alone by a file that has not changed', () => {
    const texts = new WorkspaceTexts(256);
    for (let i = 0; i < 50; i++) texts.add('same', document(1, 40), noControl);
    expect(texts.chains.length).toBe(41);
  });
});
