import fc from 'fast-check';
import { expect, it } from 'vitest';
import { windowsOf } from '../../../sidecar/reading/windows';

const options = fc
  .record({ size: fc.integer({ min: 2, max: 40 }), part: fc.nat(), a: fc.nat(300), b: fc.nat(300) })
  .map(({ size, part, a, b }) => ({
    size,
    overlap: 1 + (part % (size - 1)),
    first: Math.min(a, b),
    end: Math.max(a, b),
  }));

it('windows tile what is to be reported, with the context that is promised', () => {
  fc.assert(
    fc.property(options, ({ size, overlap, first, end }) => {
      const windows = windowsOf({ size, overlap, first, end });
      const reported = windows.flatMap((window) =>
        Array.from({ length: window.end - window.from }, (_, i) => window.from + i),
      );
      expect(reported).toEqual(Array.from({ length: end - first }, (_, i) => first + i));
      for (const window of windows) {
        expect(window.end - window.start).toBeLessThanOrEqual(size);
        expect(window.end).toBeGreaterThan(window.from);
        if (window.start > 0) expect(window.from - window.start).toBeGreaterThanOrEqual(overlap);
      }
    }),
    { numRuns: 300 },
  );
});

it('windows lie where those of the whole text lie, whatever part is asked for', () => {
  fc.assert(
    fc.property(options, ({ size, overlap, first, end }) => {
      const whole = windowsOf({ size, overlap, first: 0, end: 400 }).map(({ start }) => start);
      const starts = windowsOf({ size, overlap, first, end }).map(({ start }) => start);
      for (const start of starts) expect(whole).toContain(start);
    }),
  );
});

it('a text that fits is one window', () => {
  expect(windowsOf({ size: 10, overlap: 3, first: 0, end: 10 })).toEqual([{ start: 0, from: 0, end: 10 }]);
  expect(windowsOf({ size: 10, overlap: 3, first: 0, end: 11 })).toEqual([
    { start: 0, from: 0, end: 10 },
    { start: 7, from: 10, end: 11 },
  ]);
  expect(windowsOf({ size: 10, overlap: 3, first: 0, end: 0 })).toEqual([]);
});
