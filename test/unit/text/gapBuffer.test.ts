import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textOfUnits } from '../../../language-tokenizers/text/codeUnits';
import { GapBuffer } from '../../../language-tokenizers/text/gapBuffer';

const edit = fc.record({
  start: fc.nat(),
  deleted: fc.nat(50),
  text: fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('x'.repeat(3000))),
  from: fc.nat(),
  length: fc.nat(100),
});

it('holds what a string would after any edits', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.array(edit, { maxLength: 60 }), (first, edits) => {
      let text = first;
      const buffer = new GapBuffer(text);
      for (const { start, deleted, text: inserted, from, length } of edits) {
        const at = start % (text.length + 1);
        const end = Math.min(text.length, at + deleted);
        buffer.replace(at, end, inserted);
        text = text.slice(0, at) + inserted + text.slice(end);
        expect(buffer.length).toBe(text.length);

        const low = from % (text.length + 1);
        const high = Math.min(text.length, low + length);
        const place = buffer.locate(low, high);
        expect(textOfUnits(buffer.units, place, place + high - low)).toBe(text.slice(low, high));
      }
      expect(buffer.slice(0, text.length)).toBe(text);
    }),
    { numRuns: 200 },
  );
});
