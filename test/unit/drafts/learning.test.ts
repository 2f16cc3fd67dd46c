import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LearningQueue, slicesOf } from '../../../sidecar/drafts/learning';
import { chooseCursors } from '../../../sidecar/completion/cursors';

describe('texts that wait to be learned', () => {
  it('come in their order, the newest of a file alone', () => {
    const queue = new LearningQueue();
    const add = (workspace: string, name: string, text: string): void => queue.add({ workspace, name, text });
    add('w', 'a', 'old');
    add('w', '', 'accepted');
    add('v', 'a', 'of another workspace');
    add('w', 'a', 'new');
    add('w', '', 'accepted');
    const taken = Array.from({ length: 5 }, () => queue.take()?.text);
    expect(taken).toEqual(['accepted', 'of another workspace', 'new', 'accepted', undefined]);
  });

  it('are cut, and the oldest forgotten, beyond two million characters', () => {
    const queue = new LearningQueue();
    for (let i = 0; i < 30; i++) queue.add({ workspace: '', name: `${i}`, text: 'x'.repeat(300_000) });
    expect(queue.size).toBe(10);
    expect(queue.take()).toMatchObject({ name: '20', text: 'x'.repeat(200_000) });
  });

  it('are sliced at line ends without losing a character', () => {
    const text = fc
      .array(fc.constantFrom('function f() {\n', '  return 1;\n', '}\n', '\n', 'x'.repeat(20_000), 'ab\n'), {
        maxLength: 3000,
      })
      .map((parts) => parts.join('').repeat(3));
    fc.assert(
      fc.property(text, (given) => {
        const slices = slicesOf(given);
        expect(slices.join('')).toBe(given);
        for (const slice of slices) expect(slice.length).toBeLessThanOrEqual(16_384);
      }),
      { numRuns: 30 },
    );
  });
});

describe('places in a text', () => {
  it('are as many as asked for, in their order, inside the text and in no character', () => {
    const text = fc.array(fc.constantFrom('', '    ', 'a = "😀漢"', '\tif x:', 'é'), { minLength: 1 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), fc.nat(9), (lines, count, seed) => {
        const whole = lines.join('\n');
        const cursors = chooseCursors(whole, count, seed);
        const full = lines.filter((line) => line.trim() !== '').length;
        expect(cursors).toHaveLength(Math.min(count, full));
        for (const { prefix, suffix, line, column } of cursors) {
          expect(prefix + suffix).toBe(whole);
          expect(prefix.split('\n')).toHaveLength(line);
          expect(prefix.split('\n').at(-1)!.length + 1).toBe(column);
          expect(/[\ud800-\udbff]$/.test(prefix)).toBe(false);
        }
        const offsets = cursors.map(({ prefix }) => prefix.length);
        expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
      }),
    );
  });
});
