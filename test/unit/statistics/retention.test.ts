import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Probe, Standing } from '../../../extension/statistics/data';
import { Retention } from '../../../extension/statistics/retention';
import { standingOf } from '../../../extension/statistics/standing';

describe('what stands of an accepted text', () => {
  test.each([
    ['the same', 'a = b', 'a = b', 'unchanged'],
    ['with other line ends', 'a = b\nc', 'a = b\r\nc', 'unchanged'],
    ['indented', 'if (a) {\n  b();\n}', '  if (a) {\n    b();\n  }', 'mostly'],
    ['with a name changed', 'total = total + price', 'total = total + cost', 'mostly'],
    ['with something in the middle', 'open(file)', 'open(path.join(folder, file))', 'mostly'],
    ['half of it', 'abcd efgh', 'abcd', 'mostly'],
    ['less than half', 'abcd efghi', 'abcd', 'gone'],
    ['nothing', 'a = b', '', 'gone'],
    ['something else', 'a = b', 'return', 'gone'],
    ['only white space', '    ', '', 'gone'],
    ['a whole file', 'a = b', 'a = b\n'.repeat(1000), 'unknown'],
    ['too much to compare', '+'.repeat(3000), '-'.repeat(3000), 'unknown'],
  ] as const)('%s', (_, accepted, now, expected) => {
    expect(standingOf(accepted, now)).toBe(expected);
  });
});

/** Documents by name, and texts that are accepted in them. */
class Pages {
  readonly texts = new Map<string, string>();
  readonly told: [Probe, Standing][] = [];
  readonly retention = new Retention({
    textAt: (id, { start, end }) => this.texts.get(id)?.slice(start, end),
    stands: (probe, standing) => this.told.push([probe, standing]),
  });

  accept(id: string, text: string): void {
    const start = (this.texts.get(id) ?? '').length;
    this.edit(id, start, 0, text);
    this.retention.follow({ documentId: id, start, end: start + text.length, text });
  }

  edit(id: string, rangeOffset: number, rangeLength: number, text: string): void {
    const now = this.texts.get(id) ?? '';
    this.texts.set(id, now.slice(0, rangeOffset) + text + now.slice(rangeOffset + rangeLength));
    this.retention.edited(id, [{ rangeOffset, rangeLength, text }]);
  }
}

describe('an accepted text is looked after', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('after 30 seconds and after 5 minutes', () => {
    const pages = new Pages();
    pages.accept('a', 'return total;');
    pages.edit('a', 0, 0, '// A comment before it\n');
    vi.advanceTimersByTime(29_999);
    expect(pages.told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(pages.told).toEqual([['after30s', 'unchanged']]);
    pages.edit('a', 30, 5, 'sum');
    vi.advanceTimersByTime(270_000);
    expect(pages.told).toEqual([
      ['after30s', 'unchanged'],
      ['after5min', 'mostly'],
    ]);
    vi.advanceTimersByTime(3_600_000);
    expect(pages.told).toHaveLength(2);
  });

  test('in its own document only', () => {
    const pages = new Pages();
    pages.accept('a', 'foo()');
    pages.accept('b', 'bar()');
    pages.edit('b', 0, 5, '');
    vi.advanceTimersByTime(30_000);
    expect(pages.told).toEqual([
      ['after30s', 'unchanged'],
      ['after30s', 'gone'],
    ]);
  });

  test('until its document is closed: what is not known by then never is', () => {
    const pages = new Pages();
    pages.accept('a', 'foo()');
    vi.advanceTimersByTime(30_000);
    pages.retention.lost('a');
    vi.advanceTimersByTime(300_000);
    expect(pages.told).toEqual([
      ['after30s', 'unchanged'],
      ['after5min', 'unknown'],
    ]);
  });

  test('until the window is closed', () => {
    const pages = new Pages();
    pages.accept('a', 'foo()');
    pages.retention.dispose();
    expect(vi.getTimerCount()).toBe(0);
    expect(pages.told.map(([, standing]) => standing)).toEqual(['unknown', 'unknown']);
  });

  test('and the oldest gives way where there are very many', () => {
    const pages = new Pages();
    for (let count = 0; count < 251; count++) pages.accept('a', 'x;');
    expect(pages.told).toEqual([
      ['after30s', 'unknown'],
      ['after5min', 'unknown'],
    ]);
    expect(vi.getTimerCount()).toBe(500);
  });
});
