import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identifiersOf } from '../../../../extension/context/identifiers';
import { Slices } from '../../../../extension/context/slices';
import { SimilarSource } from '../../../../extension/context/sources/similar';
import type { SourceText } from '../../../../extension/context/source';
import { WINDOW, WindowIndex } from '../../../../extension/context/windowIndex';
import { at, EditableText, editorView } from './support';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Lines with names that begin with a word, some of 40. */
const about = (word: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `  ${word}${index % 40} = next(${word}${(index * 7) % 40});`);

function sourceWith(...texts: readonly SourceText[]): SimilarSource {
  return new SimilarSource(editorView({ shownTexts: () => texts }));
}

/** The text around a place that is about dogs. */
const here = new EditableText('here.ts', about('dog', 60));

describe('similar', () => {
  it('finds the windows most like the text around the cursor, the likest first', () => {
    const mixed = new EditableText('mixed.ts', [
      ...about('cat', 300),
      ...about('dog', 60),
      ...about('cow', 300),
    ]);
    const little = new EditableText('little.ts', about('dog', 8));
    const other = new EditableText('other.ts', about('bird', 100));
    const source = sourceWith(other, little, mixed, here);
    source.prepare(at(here, 30));
    vi.runAllTimers();
    const items = source.collect(at(here, 30));
    expect(items.map(({ path, line }) => [path, line])).toEqual([
      ['mixed.ts', 300],
      ['little.ts', 0],
    ]);
    expect(items[0]!.text.split('\n')).toHaveLength(WINDOW + 1);
    expect(items[0]!.score).toBeGreaterThan(items[1]!.score);
    expect(items.every(({ score, origin }) => score > 0 && score <= 1 && origin === 'similar')).toBe(true);
  });

  it('takes four at most, no two of the same lines, of twenty texts', () => {
    const texts = Array.from(
      { length: 25 },
      (_, index) => new EditableText(`${index}.ts`, about('dog', 200)),
    );
    let read = 0;
    const counted = texts.map(
      (text) =>
        new Proxy(text, {
          get(target, key) {
            if (key === 'line') return (index: number) => (read++, target.line(index));
            const value: unknown = Reflect.get(target, key, target);
            return value;
          },
        }),
    );
    const source = sourceWith(...counted);
    source.prepare(at(here, 30));
    vi.runAllTimers();
    expect(read).toBe(20 * 200);
    const items = source.collect(at(here, 30));
    expect(items).toHaveLength(4);
    const places = items.map(({ path, line }) => `${path} ${Math.floor(line / WINDOW)}`);
    expect(new Set(places).size).toBe(4);
  });

  it('says nothing before a text is read, and what it knows while a newer version is', () => {
    const text = new EditableText('a.ts', about('dog', 60));
    const source = sourceWith(text);
    expect(source.collect(at(here, 30))).toEqual([]);
    source.prepare(at(here, 30));
    expect(source.collect(at(here, 30))).toEqual([]);
    vi.runAllTimers();
    expect(source.collect(at(here, 30))).toHaveLength(1);
    text.replace(0, 60, about('cat', 60));
    source.prepare(at(here, 30));
    expect(source.collect(at(here, 30))[0]!.text).toContain('cat1');
    vi.runAllTimers();
    expect(source.collect(at(here, 30))).toEqual([]);
  });

  it('stops when it is let go of', () => {
    const text = new EditableText('a.ts', about('dog', 60));
    const source = sourceWith(text);
    source.prepare(at(here, 30));
    source.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the index of windows', () => {
  it('measures as sets of identifiers do', () => {
    const text = new EditableText('a.ts', [...about('dog', 45), ...about('cat', 50), ...about('cow', 38)]);
    const work = WindowIndex.of(text);
    let step = work.next();
    while (!step.done) step = work.next();
    const names = new Set(['dog1', 'cat3', 'cow5', 'cow9', 'next']);
    const expected = [];
    for (let first = 0; first + 30 < text.lineCount; first += 30) {
      const end = Math.min(first + WINDOW, text.lineCount);
      const own = new Set<string>();
      for (let index = first; index < end; index++)
        identifiersOf(text.line(index)).forEach(({ name }) => own.add(name));
      const both = [...names].filter((name) => own.has(name)).length;
      expected.push({ range: { first, end }, similarity: both / (own.size + names.size - both) });
    }
    expect(step.value.matches(names, 0)).toEqual(expected);
  });
});

describe('identifiers', () => {
  it('are names in any script, without keywords, single letters and numbers', () => {
    expect(identifiersOf('  const größe = i + user.名前_1 + 0x1f; // $el')).toEqual([
      { name: 'größe', character: 8 },
      { name: 'user', character: 20 },
      { name: '名前_1', character: 25 },
      { name: '$el', character: 41 },
    ]);
    expect(identifiersOf('word '.repeat(300))).toEqual([]);
  });
});

describe('slices', () => {
  it('let timers come between, whatever the work', () => {
    vi.useRealTimers();
    const slices = new Slices();
    const happened: string[] = [];
    function* work(name: string): Generator<void, void> {
      for (let step = 0; step < 3; step++) {
        const end = performance.now() + 3;
        while (performance.now() < end);
        happened.push(name);
        yield;
      }
    }
    return new Promise<void>((resolve, reject) => {
      slices.add(work('first'));
      slices.add(work('second'));
      const tick = (): void => {
        happened.push('typing');
        if (happened.filter((what) => what !== 'typing').length < 6) setTimeout(tick, 0);
        else {
          try {
            expect(happened.filter((what) => what !== 'typing')).toEqual([
              ...['first', 'first', 'first'],
              ...['second', 'second', 'second'],
            ]);
            // Never two steps in a row: each is longer than a slice.
            expect(happened.filter((what) => what === 'typing').length).toBeGreaterThanOrEqual(6);
            resolve();
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        }
      };
      setTimeout(tick, 0);
    });
  });
});
