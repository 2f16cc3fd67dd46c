import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStops, type Stop, type StopContext } from '../../../sidecar/stops/index';
import { code, context } from './arbitraryCode';

/** Lines that end a block and begin with a letter of two units, of which the first alone is no letter. */
const CUT_LETTERS: [StopContext, string][] = ['', 'c'].flatMap((languageId) =>
  ['x\n𠀀', 'x\n𠀀𠀀\n', 'x\na𠀀 b', 'x\n\ud840', 'x\n\ud840\n'].map((text): [StopContext, string] => [
    { prefix: '\n    return total', suffix: '', languageId, mode: 'block' },
    text,
  ]),
);

describe('stops, for any text', () => {
  it('keep no more than there is', () => {
    fc.assert(
      fc.property(context, code, (around, text) => {
        const found = createStops(around).check(text);
        if (!found) return;
        expect(found.keep).toBeGreaterThanOrEqual(0);
        expect(found.keep).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('say the same however the text grew, so that drafts do not change the output', () => {
    fc.assert(
      fc.property(context, code, (around, text) => {
        const stops = createStops(around);
        let first: Stop | undefined;
        for (let length = 0; length <= text.length && !first; length++) {
          first = stops.check(text.slice(0, length));
        }
        expect(stops.check(text)).toEqual(first);
      }),
      { numRuns: 1000, examples: CUT_LETTERS },
    );
  });
});
