import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VisitedSource } from '../../../../extension/context/sources/visited';
import { at, EditableText, numbered } from './support';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const here = numbered('here.ts', 10);

describe('visited', () => {
  it('takes 64 lines around the cursor of the text that is left', () => {
    const source = new VisitedSource();
    const text = numbered('a.ts', 500);
    source.moved(at(text, 250));
    source.moved(at(here, 1));
    const [item, ...more] = source.collect(at(here, 1));
    expect(more).toEqual([]);
    expect(item).toMatchObject({ origin: 'visited', path: 'a.ts', languageId: 'typescript', line: 218 });
    expect(item!.text.split('\n')).toHaveLength(65);
    expect(item!.text.startsWith('a_ts_line218 = 218;\n')).toBe(true);
  });

  it('takes the place that the cursor leaves by more than 32 lines, at once or step by step', () => {
    const source = new VisitedSource();
    const text = numbered('a.ts', 2000);
    source.moved(at(text, 100));
    source.moved(at(text, 132));
    expect(source.collect(at(here, 0))).toEqual([]);
    source.moved(at(text, 133));
    expect(source.collect(at(here, 0)).map(({ line }) => line)).toEqual([100]);
    source.moved(at(text, 1500));
    expect(source.collect(at(here, 0)).map(({ line }) => line)).toEqual([101]);
  });

  it('takes where the cursor is a second after a save, once for several', () => {
    const source = new VisitedSource();
    const text = numbered('a.ts', 50);
    source.moved(at(text, 5));
    source.saved(text);
    vi.advanceTimersByTime(900);
    source.saved(text);
    vi.advanceTimersByTime(900);
    expect(source.collect(at(here, 0))).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(source.collect(at(here, 0))).toHaveLength(1);
    source.saved(numbered('never-looked-at.ts', 50));
    vi.advanceTimersByTime(2000);
    expect(source.collect(at(here, 0))).toHaveLength(1);
  });

  it('skips less than three lines', () => {
    const source = new VisitedSource();
    source.moved(at(numbered('two.ts', 2), 0));
    source.moved(at(numbered('three.ts', 3), 0));
    source.moved(at(here, 0));
    expect(source.collect(at(here, 0)).map(({ path }) => path)).toEqual(['three.ts']);
  });

  it('keeps 16, the one visited last first and worth most', () => {
    const source = new VisitedSource();
    for (let index = 0; index < 20; index++) source.moved(at(numbered(`${index}.ts`, 30), 3));
    source.moved(at(here, 0));
    const items = source.collect(at(here, 0));
    expect(items.map(({ path }) => path)).toEqual(
      Array.from({ length: 16 }, (_, index) => `${19 - index}.ts`),
    );
    expect(items.every(({ score }, index) => score <= (items[index - 1]?.score ?? 1) && score > 0.3)).toBe(
      true,
    );
  });

  it('drops a chunk that is more than nine tenths like a new one, and no other', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `same(${index});`);
    const source = new VisitedSource();
    source.moved(at(new EditableText('first.ts', lines), 0));
    source.moved(at(new EditableText('copy.ts', ['// A copy.', ...lines]), 0));
    source.moved(at(new EditableText('half.ts', lines.slice(20)), 0));
    source.moved(at(here, 0));
    expect(source.collect(at(here, 0)).map(({ path }) => path)).toEqual(['half.ts', 'copy.ts']);
  });

  it('leaves out what is around the cursor, and follows edits elsewhere', () => {
    const source = new VisitedSource();
    const text = numbered('a.ts', 500);
    source.moved(at(text, 40));
    source.moved(at(text, 400));
    expect(source.collect(at(text, 60))).toEqual([]);
    source.edited(text, [text.replace(0, 0, ['// new', '// new'])]);
    const [item] = source.collect(at(text, 400));
    expect(item).toMatchObject({ line: 10 });
    expect(item!.text.startsWith('a_ts_line8 = 8;')).toBe(true);
  });

  it('remembers a text that was closed', () => {
    const source = new VisitedSource();
    const text = numbered('a.ts', 50);
    source.moved(at(text, 5));
    source.closed(text);
    expect(source.collect(at(here, 0)).map(({ path }) => path)).toEqual(['a.ts']);
  });
});
