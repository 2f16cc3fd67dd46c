import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followEdit, grown, overlap, windowAround } from '../../../../extension/context/lineRange';
import { FollowedLines } from '../../../../extension/context/followedLines';
import { EditableText, numbered } from './support';

describe('a range of lines', () => {
  it('moves with what is put in or taken out above it, and stays for what is below', () => {
    const range = { first: 10, end: 20 };
    expect(followEdit(range, { first: 2, removed: 0, added: 3 })).toEqual({ first: 13, end: 23 });
    expect(followEdit(range, { first: 2, removed: 4, added: 1 })).toEqual({ first: 7, end: 17 });
    expect(followEdit(range, { first: 20, removed: 5, added: 0 })).toEqual(range);
  });
  it('grows and shrinks with edits in it', () => {
    expect(followEdit({ first: 10, end: 20 }, { first: 15, removed: 0, added: 2 })).toEqual({
      first: 10,
      end: 22,
    });
    expect(followEdit({ first: 10, end: 20 }, { first: 12, removed: 5, added: 0 })).toEqual({
      first: 10,
      end: 15,
    });
  });
  it('takes in an edit across one of its borders', () => {
    expect(followEdit({ first: 10, end: 20 }, { first: 8, removed: 4, added: 0 })).toEqual({
      first: 8,
      end: 16,
    });
    expect(followEdit({ first: 10, end: 20 }, { first: 18, removed: 4, added: 1 })).toEqual({
      first: 10,
      end: 20,
    });
  });
  it('is gone with all that was around it', () => {
    expect(followEdit({ first: 10, end: 20 }, { first: 0, removed: 99, added: 99 })).toBeUndefined();
  });
  it('keeps pointing at the same lines, whatever happens outside of it', () => {
    const edits = fc.array(
      fc.record({ at: fc.nat(60), removed: fc.nat(3), added: fc.nat(3), above: fc.boolean() }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(edits, (list) => {
        const text = numbered('a.ts', 80);
        const lines = new FollowedLines(text, { first: 30, end: 40 }, { most: 64 });
        const before = lines.content;
        for (const { at, removed, added, above } of list) {
          const { first, end } = lines.bare;
          // Clear of the range: an edit that ends at its first line begins to be one of it.
          const room = above ? first - 1 - removed : text.lineCount - removed - end;
          if (room < 0) continue;
          const start = above ? at % (room + 1) : end + (at % (room + 1));
          const edit = text.replace(start, removed, new Array<string>(added).fill('other();'));
          expect(lines.follow([edit])).toBe(true);
        }
        expect(lines.content).toBe(before);
      }),
    );
  });
  it('has a window around a line, within the text', () => {
    expect(windowAround(50, 10, 100)).toEqual({ first: 45, end: 55 });
    expect(windowAround(2, 10, 100)).toEqual({ first: 0, end: 10 });
    expect(windowAround(98, 10, 100)).toEqual({ first: 90, end: 100 });
    expect(windowAround(1, 10, 4)).toEqual({ first: 0, end: 4 });
    expect(grown({ first: 3, end: 5 }, 10, 9)).toEqual({ first: 0, end: 9 });
    expect(overlap({ first: 0, end: 5 }, { first: 3, end: 9 })).toBe(2);
    expect(overlap({ first: 0, end: 5 }, { first: 5, end: 9 })).toBe(0);
  });
});

describe('followed lines', () => {
  it('say what is written in them now', () => {
    const text = numbered('a.ts', 20);
    const lines = new FollowedLines(text, { first: 5, end: 7 }, { most: 64, margin: 1 });
    lines.follow([text.write(5, 'changed();')]);
    expect(lines.content.split('\n')).toEqual([
      'a_ts_line4 = 4;',
      'changed();',
      'a_ts_line6 = 6;',
      'a_ts_line7 = 7;',
      '',
    ]);
    expect(lines.range).toEqual({ first: 4, end: 8 });
  });
  it('keep what they said last when the text is closed, and are gone when it is edited later', () => {
    const text = numbered('a.ts', 20);
    const lines = new FollowedLines(text, { first: 5, end: 7 }, { most: 64 });
    const before = lines.content;
    lines.close();
    const edit = text.replace(0, 20, ['nothing left']);
    expect(lines.content).toBe(before);
    expect(lines.follow([edit])).toBe(false);
  });
  it('end before a line that is data', () => {
    const text = new EditableText('a.ts', ['one', 'x'.repeat(5000), 'three']);
    expect(new FollowedLines(text, { first: 0, end: 3 }, { most: 64 }).content).toBe('one\n');
  });
});
