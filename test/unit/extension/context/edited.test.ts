import { describe, expect, it } from 'vitest';
import { EditedSource } from '../../../../extension/context/sources/edited';
import { at, numbered } from './support';

const here = numbered('here.ts', 10);

describe('edited', () => {
  it('shows ten lines around a change, whole', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 100);
    source.edited(text, [text.write(50, 'changed();')], true);
    const [item] = source.collect(at(here, 0));
    expect(item).toMatchObject({ origin: 'edited', path: 'a.ts', line: 40, score: 1 });
    expect(item!.text.split('\n')).toHaveLength(22);
    expect(item!.text).toContain('\nchanged();\n');
  });

  it('merges what is near, and puts the latest first', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 400);
    const other = numbered('b.ts', 400);
    source.edited(text, [text.write(50, 'one();')], true);
    source.edited(other, [other.write(10, 'two();')], true);
    source.edited(text, [text.write(60, 'three();')], true);
    source.edited(text, [text.write(300, 'four();')], true);
    const items = source.collect(at(here, 0));
    expect(items.map(({ path, line }) => [path, line])).toEqual([
      ['a.ts', 290],
      ['a.ts', 40],
      ['b.ts', 0],
    ]);
    expect(items[1]!.text).toContain('one();');
    expect(items[1]!.text).toContain('three();');
    expect(items[0]!.score).toBeGreaterThan(items[2]!.score);
  });

  it('keeps eight', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 2000);
    for (let index = 0; index < 12; index++)
      source.edited(text, [text.write(100 * index + 50, 'x();')], true);
    expect(source.collect(at(here, 0)).map(({ line }) => line)).toEqual(
      Array.from({ length: 8 }, (_, index) => 100 * (11 - index) + 40),
    );
  });

  it('does not grow without end where much is written', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 20);
    for (let index = 0; index < 200; index++) {
      source.edited(text, [text.replace(10 + index, 0, [`written(${index});`])], true);
    }
    const items = source.collect(at(here, 0));
    expect(items.length).toBeLessThanOrEqual(8);
    expect(Math.max(...items.map((item) => item.text.split('\n').length))).toBeLessThanOrEqual(61);
    expect(items[0]!.text).toContain('written(199);');
  });

  it('follows edits that are not the user’s without showing them', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 100);
    source.edited(text, [text.write(50, 'mine();')], true);
    source.edited(text, [text.replace(0, 0, ['// formatted', '// formatted'])], false);
    const items = source.collect(at(here, 0));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ line: 42 });
    expect(items[0]!.text).toContain('\nmine();\n');
    // Read anew from disk.
    source.edited(text, [text.replace(0, text.lineCount, ['all', 'else'])], false);
    expect(source.collect(at(here, 0))).toEqual([]);
  });

  it('leaves out what is around the cursor', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 500);
    source.edited(text, [text.write(50, 'x();')], true);
    expect(source.collect(at(text, 70))).toEqual([]);
    expect(source.collect(at(text, 300))).toHaveLength(1);
  });
});
