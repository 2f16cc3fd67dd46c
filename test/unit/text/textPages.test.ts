import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOfUnits } from '../../../language-tokenizers/text/codeUnits';
import { TextPages } from '../../../language-tokenizers/text/textPages';

const PAGE = 1 << 16;

const edit = fc.record({
  start: fc.nat(),
  deleted: fc.oneof(fc.nat(50), fc.nat(3 * PAGE)),
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.nat(3 * PAGE).map((length) => 'wörter '.repeat(length).slice(0, length)),
  ),
  from: fc.nat(),
  length: fc.oneof(fc.nat(100), fc.nat(2 * PAGE)),
});

it('holds what a string would after edits within pages and over many', () => {
  fc.assert(
    fc.property(fc.nat(4 * PAGE), fc.array(edit, { maxLength: 30 }), (size, edits) => {
      let text = 'A text of some length. '.repeat(size).slice(0, size);
      const pages = new TextPages(text);
      for (const { start, deleted, text: inserted, from, length } of edits) {
        const at = start % (text.length + 1);
        const end = Math.min(text.length, at + deleted);
        pages.replace(at, end, inserted);
        text = text.slice(0, at) + inserted + text.slice(end);
        expect(pages.length).toBe(text.length);

        const low = from % (text.length + 1);
        const high = Math.min(text.length, low + length);
        const { base, units } = pages.window(low, high);
        expect(textOfUnits(units, low - base, high - base) === text.slice(low, high)).toBe(true);
      }
      expect(pages.slice(0, text.length) === text).toBe(true);
    }),
    { numRuns: 60 },
  );
});
