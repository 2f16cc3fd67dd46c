import { describe, expect, it } from 'vitest';
import { EditedSource } from '../../../../extension/context/sources/edited';
import { writtenRanges, type LineEdit } from '../../../../extension/context/lineRange';
import { at, numbered, type EditableText } from './support';

function write(source: EditedSource, text: EditableText, ...edits: readonly LineEdit[]): void {
  source.edited(text, edits);
  source.written(text, writtenRanges(edits));
}

const here = numbered('here.ts', 10);

describe('edited', () => {
  it('shows ten lines around a change, whole', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 100);
    write(source, text, text.write(50, 'changed();'));
    const [item] = source.collect(at(here, 0));
    expect(item).toMatchObject({ origin: 'edited', path: 'a.ts', line: 40, score: 1 });
    expect(item!.text.split('\n')).toHaveLength(22);
    expect(item!.text).toContain('\nchanged();\n');
  });

  it('merges what is near, and puts the latest first', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 400);
    const other = numbered('b.ts', 400);
    write(source, text, text.write(50, 'one();'));
    write(source, other, other.write(10, 'two();'));
    write(source, text, text.write(60, 'three();'));
    write(source, text, text.write(300, 'four();'));
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
    for (let index = 0; index < 12; index++) write(source, text, text.write(100 * index + 50, 'x();'));
    expect(source.collect(at(here, 0)).map(({ line }) => line)).toEqual(
      Array.from({ length: 8 }, (_, index) => 100 * (11 - index) + 40),
    );
  });

  it('does not grow without end where much is written', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 20);
    for (let index = 0; index < 200; index++) {
      write(source, text, text.replace(10 + index, 0, [`written(${index});`]));
    }
    const items = source.collect(at(here, 0));
    expect(items.length).toBeLessThanOrEqual(8);
    expect(Math.max(...items.map((item) => item.text.split('\n').length))).toBeLessThanOrEqual(61);
    expect(items[0]!.text).toContain('written(199);');
  });

  it('follows edits that are not the user’s without showing them', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 100);
    write(source, text, text.write(50, 'mine();'));
    source.edited(text, [text.replace(0, 0, ['// formatted', '// formatted'])]);
    const items = source.collect(at(here, 0));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ line: 42 });
    expect(items[0]!.text).toContain('\nmine();\n');
    // Read anew from disk.
    source.edited(text, [text.replace(0, text.lineCount, ['all', 'else'])]);
    expect(source.collect(at(here, 0))).toEqual([]);
  });

  it('knows several edits at once, the last in the text first', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 400);
    write(source, text, text.replace(300, 0, ['low();']), text.replace(100, 0, ['high();', 'higher();']));
    const items = source.collect(at(here, 0));
    expect(items.map(({ line }) => line)).toEqual([90, 292]);
    expect(items[1]!.text.split('\n')[10]).toBe('low();');
  });

  it('leaves out what is around the cursor', () => {
    const source = new EditedSource();
    const text = numbered('a.ts', 500);
    write(source, text, text.write(50, 'x();'));
    expect(source.collect(at(text, 70))).toEqual([]);
    expect(source.collect(at(text, 300))).toHaveLength(1);
  });
});
