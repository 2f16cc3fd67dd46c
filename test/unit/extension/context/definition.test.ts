import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { definitionLines } from '../../../../extension/context/definitionLines';
import { DefinitionSource } from '../../../../extension/context/sources/definition';
import type { CursorPlace, DefinitionTarget, EditorView } from '../../../../extension/context/source';
import { at, EditableText, editorView, numbered } from './support';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const library = new EditableText('lib.ts', [
  'export function measure(a: number) {',
  '  const b = a + 1;',
  '',
  '  return b;',
  '}',
  'export const rate = 2;',
]);

/** An editor whose provider finds names where the table says; asked names are noted. */
function withDefinitions(
  table: Readonly<Record<string, number>>,
  more: Partial<EditorView> = {},
): { readonly view: EditorView; readonly asked: string[] } {
  const asked: string[] = [];
  const view = editorView({
    definitions({ text, line, character }: CursorPlace): Promise<DefinitionTarget[]> {
      const name = /^[\w$]+/.exec(text.line(line).slice(character))?.[0] ?? '';
      asked.push(name);
      const first = table[name];
      return Promise.resolve(
        first === undefined ? [] : [{ id: library.id, range: { first, end: first + 1 } }],
      );
    },
    open: (id) => Promise.resolve(id === library.id ? library : undefined),
    ...more,
  });
  return { view, asked };
}

const settle = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

describe('definitions', () => {
  it('are known at the next request, with their lines, the nearest name first', async () => {
    const { view } = withDefinitions({ measure: 0, rate: 5 });
    const source = new DefinitionSource(view);
    const place = at(new EditableText('a.ts', ['const x = measure(1);', 'return rate * ']), 1, 14);
    source.prepare(place);
    expect(source.collect(place)).toEqual([]);
    await settle();
    const items = source.collect(place);
    expect(items.map(({ line, text }) => [line, text])).toEqual([
      [5, 'export const rate = 2;\n'],
      [0, 'export function measure(a: number) {\n  const b = a + 1;\n\n  return b;\n}\n'],
    ]);
    expect(items[0]).toMatchObject({ origin: 'definition', path: 'lib.ts', score: 1 });
    expect(items[1]!.score).toBeLessThan(1);
  });

  it('are asked of eight names of six lines, the nearest first, and not of the word being written', async () => {
    const { view, asked } = withDefinitions({});
    const lines = [
      'far(away);',
      ...Array.from({ length: 6 }, (_, index) => `first${index}(second${index}, const, x);`),
    ];
    const source = new DefinitionSource(view);
    const text = new EditableText('a.ts', [...lines.slice(0, 6), 'one(two, thr']);
    source.prepare(at(text, 6, 12));
    await settle();
    expect(asked).toEqual(['two', 'one', 'second4', 'first4', 'second3', 'first3', 'second2', 'first2']);
  });

  it('of others count less', async () => {
    const { view } = withDefinitions({ rate: 5 }, { isInWorkspace: () => false });
    const source = new DefinitionSource(view);
    const place = at(new EditableText('a.ts', ['rate + ']), 0, 7);
    source.prepare(place);
    await settle();
    expect(source.collect(place)[0]!.score).toBe(0.5);
  });

  it('are asked again only after the text changed, and not at every keystroke', async () => {
    const { view, asked } = withDefinitions({ rate: 5 });
    const source = new DefinitionSource(view);
    const text = new EditableText('a.ts', ['rate + ']);
    const ask = async (): Promise<number> => {
      source.prepare(at(text, 0, 7));
      await settle(10);
      return asked.length;
    };
    expect(await ask()).toBe(1);
    await settle(60_000);
    expect(await ask()).toBe(1);
    text.write(0, 'rate +  ');
    expect(await ask()).toBe(2);
    text.write(0, 'rate +   ');
    expect(await ask()).toBe(2);
    expect(source.collect(at(text, 0, 7))).toHaveLength(1);
    await settle(6000);
    expect(await ask()).toBe(3);
  });

  it('leave a provider alone for half a minute that never answers', async () => {
    const never = new Promise<never>(() => undefined);
    let asked = 0;
    const source = new DefinitionSource(editorView({ definitions: () => (asked++, never) }));
    const text = new EditableText('a.ts', ['first(second);', 'third(fourth);']);
    source.prepare(at(text, 0, 0));
    expect(asked).toBe(2);
    await settle(200);
    source.prepare(at(text, 1, 0));
    expect(asked).toBe(2);
    expect(source.collect(at(text, 1, 0))).toEqual([]);
    await settle(29_000);
    source.prepare(at(text, 1, 0));
    expect(asked).toBe(2);
    await settle(2000);
    source.prepare(at(text, 1, 0));
    expect(asked).toBe(6);
  });

  it('of a provider that answers late are taken, and it is asked again', async () => {
    const { view } = withDefinitions({ rate: 5 });
    let asked = 0;
    const slow = editorView({
      ...view,
      definitions: (place) => (
        asked++,
        new Promise((resolve) => setTimeout(() => resolve(view.definitions(place)), 2000))
      ),
    });
    const source = new DefinitionSource(slow);
    const text = new EditableText('a.ts', ['rate + ', 'measure + ']);
    source.prepare(at(text, 0, 7));
    await settle(1000);
    source.prepare(at(text, 1, 10));
    expect(asked).toBe(1);
    await settle(1100);
    expect(source.collect(at(text, 0, 7))).toHaveLength(1);
    source.prepare(at(text, 1, 10));
    expect(asked).toBe(2);
  });

  it('whose text never opens, or whose symbols never come, hold nothing up', async () => {
    const never = new Promise<never>(() => undefined);
    const gone = new DefinitionSource(withDefinitions({ rate: 5 }, { open: () => never }).view);
    const place = at(new EditableText('a.ts', ['rate + ']), 0, 7);
    gone.prepare(place);
    await settle(5000);
    expect(gone.collect(place)).toEqual([]);
    const mute = new DefinitionSource(withDefinitions({ rate: 5 }, { symbols: () => never }).view);
    mute.prepare(place);
    await settle(200);
    expect(mute.collect(place)).toHaveLength(1);
  });

  it('follow the edits of their text, and leave out what is around the cursor', async () => {
    const text = numbered('a.ts', 300);
    const view = editorView({
      definitions: () => Promise.resolve([{ id: text.id, range: { first: 100, end: 103 } }]),
      open: () => Promise.resolve(text),
    });
    const source = new DefinitionSource(view);
    source.prepare(at(text, 250));
    await settle();
    source.edited(text, [text.replace(0, 0, ['// new'])]);
    expect(source.collect(at(text, 251))).toMatchObject([{ line: 101 }]);
    source.prepare(at(text, 120));
    await settle();
    expect(source.collect(at(text, 120))).toEqual([]);
  });
});

describe('the lines of a definition', () => {
  const text = new EditableText('a.py', [
    '@cached',
    'def area(a):',
    '    if a:',
    '        return a * a',
    '',
    '    return 0',
    'x = area(1)',
    ...Array.from({ length: 60 }, (_, index) => `    y${index}`),
  ]);
  it('are those of the smallest symbol that begins there', () => {
    const symbols = [
      { first: 0, end: 67 },
      { first: 0, end: 6 },
      { first: 2, end: 4 },
    ];
    expect(definitionLines(text, { first: 1, end: 2 }, symbols)).toEqual({ first: 0, end: 6 });
  });
  it('are those that the provider names', () => {
    expect(definitionLines(text, { first: 2, end: 4 }, [{ first: 0, end: 6 }])).toEqual({ first: 2, end: 4 });
  });
  it('are told by indentation where nobody knows', () => {
    expect(definitionLines(text, { first: 1, end: 2 }, [])).toEqual({ first: 1, end: 6 });
    expect(definitionLines(text, { first: 0, end: 1 }, [])).toEqual({ first: 0, end: 1 });
    const allman = new EditableText('a.c', ['int f(void)', '{', '    return 1;', '}', 'int g;']);
    expect(definitionLines(allman, { first: 0, end: 1 }, [])).toEqual({ first: 0, end: 4 });
  });
  it('are thirty at most', () => {
    expect(definitionLines(text, { first: 6, end: 7 }, [])).toEqual({ first: 6, end: 36 });
    expect(definitionLines(text, { first: 0, end: 60 }, [])).toEqual({ first: 0, end: 30 });
  });
});
