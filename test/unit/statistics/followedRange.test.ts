import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edit } from '../../../extension/completion/shownCompletions';
import { followEdits } from '../../../extension/statistics/followedRange';
import { placeOfInsertion } from '../../../extension/statistics/insertion';

/** Edits of one change, the last in the text first, as the editor tells them. */
function changed(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.rangeOffset - a.rangeOffset)
    .reduce(
      (now, { rangeOffset, rangeLength, text: put }) =>
        now.slice(0, rangeOffset) + put + now.slice(rangeOffset + rangeLength),
      text,
    );
}

const edit = (rangeOffset: number, rangeLength: number, text: string): Edit => ({
  rangeOffset,
  rangeLength,
  text,
});

/** The text of "[…]" after edits, which give offsets in the text without the brackets. */
function followed(marked: string, ...edits: readonly Edit[]): string {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  const text = marked.replace(/[[\]]/g, '');
  const range = followEdits({ start, end }, edits);
  return changed(text, edits).slice(range.start, range.end);
}

test.each([
  ['before it', 'ab[cd]ef', [edit(0, 1, 'xyz')], 'cd'],
  ['right before it', 'ab[cd]ef', [edit(2, 0, 'xyz')], 'cd'],
  ['right behind it', 'ab[cd]ef', [edit(4, 0, 'xyz')], 'cd'],
  ['within it', 'ab[cd]ef', [edit(3, 0, 'xyz')], 'cxyzd'],
  ['over its start', 'ab[cd]ef', [edit(1, 2, 'xyz')], 'xyzd'],
  ['over its end', 'ab[cd]ef', [edit(3, 2, 'xyz')], 'cxyz'],
  ['in place of it', 'ab[cd]ef', [edit(2, 2, 'xyz')], 'xyz'],
  ['that delete it', 'ab[cd]ef', [edit(1, 4, '')], ''],
  ['on both sides at once', 'ab[cd]ef', [edit(5, 1, '!'), edit(0, 1, 'xyz')], 'cd'],
  ['in several places of it', 'ab[cdef]gh', [edit(5, 0, '!'), edit(3, 1, ''), edit(0, 0, '<<')], 'ce!f'],
])('a text is followed through edits %s', (_, marked, edits, expected) => {
  expect(followed(marked, ...edits)).toBe(expected);
});

test('undone and done again, it is there', () => {
  const gone = followEdits({ start: 2, end: 4 }, [edit(2, 2, '')]);
  expect(gone).toEqual({ start: 2, end: 2 });
  expect(followEdits(gone, [edit(2, 0, 'cd')])).toEqual({ start: 2, end: 4 });
});

test('a text that no edit touches is found again, whatever is done around it', () => {
  const side = fc.array(fc.tuple(fc.nat(20), fc.nat(5), fc.string({ maxLength: 8 })), { maxLength: 20 });
  fc.assert(
    fc.property(side, (steps) => {
      let text = `${'a'.repeat(10)}KEPT${'b'.repeat(10)}`;
      let range = { start: 10, end: 14 };
      for (const [at, length, put] of steps) {
        const offset = Math.min(at, text.length);
        const removed = Math.min(length, text.length - offset);
        if (offset < range.end && offset + removed > range.start) continue;
        const one = edit(offset, removed, put);
        range = followEdits(range, [one]);
        text = changed(text, [one]);
      }
      expect(text.slice(range.start, range.end)).toBe('KEPT');
    }),
  );
});

test('the accepted text is what the last change put in', () => {
  expect(placeOfInsertion([edit(4, 0, 'foo()')], 'x = foo()')).toEqual({ start: 4, end: 9 });
  // The word of the suggestion list is replaced with it.
  expect(placeOfInsertion([edit(4, 2, 'foo()')], 'x = foo()')).toEqual({ start: 4, end: 9 });
  expect(placeOfInsertion([edit(0, 0, 'a\r\nb')], 'a\nb')).toEqual({ start: 0, end: 4 });
  // A cursor farther up has put something in, too.
  expect(placeOfInsertion([edit(9, 0, 'foo()'), edit(2, 1, '12345')], 'foo()')).toEqual({
    start: 13,
    end: 18,
  });
  expect(placeOfInsertion([edit(4, 0, 'bar')], 'foo()')).toBeUndefined();
  expect(placeOfInsertion([edit(4, 3, '')], 'foo()')).toBeUndefined();
});
