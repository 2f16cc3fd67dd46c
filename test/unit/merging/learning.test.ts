import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnMerges } from '../../../language-tokenizers/merging/learning/learnMerges';
import { MergeList } from '../../../language-tokenizers/merging/learning/mergeList';
import { PairTable } from '../../../language-tokenizers/collections/pairTable';
import { PriorityQueue } from '../../../language-tokenizers/collections/priorityQueue';
import {
  SequenceBuilder,
  sequenceOf,
  type SymbolSequence,
} from '../../../language-tokenizers/merging/learning/symbolSequence';

/** Symbols as strings, so that what two say together is the same symbol however it was made. */
class Names {
  private readonly texts: string[] = [];
  private readonly ids = new Map<string, number>();
  id(text: string): number {
    let id = this.ids.get(text);
    if (id === undefined) this.ids.set(text, (id = this.texts.push(text) - 1));
    return id;
  }
  text(id: number): string {
    return this.texts[id]!;
  }
}

function sequence(chunks: readonly (readonly string[])[], names: Names): SymbolSequence {
  const builder = new SequenceBuilder();
  for (const chunk of chunks) builder.add(Uint32Array.from(chunk, (text) => names.id(text)));
  return builder.build();
}

/** What `ends` makes of the chunks. */
function joined(chunks: readonly (readonly string[])[], ends: Uint32Array): string[] {
  const all = chunks.flat();
  return Array.from(ends, (end, i) => all.slice(ends[i - 1] ?? 0, end).join(''));
}

type IsValid = (text: string) => boolean;

/** The rule as it is written: count all, merge the first of the most frequent everywhere, and again. */
function plainly(chunks: readonly (readonly string[])[], merges: number, isValid: IsValid): string[] {
  let now = chunks.map((chunk) => [...chunk]);
  for (let step = 0; step < merges; step++) {
    const counts = new Map<string, { pair: readonly [string, string]; count: number }>();
    for (const chunk of now) {
      for (let i = 0; i + 1 < chunk.length; i++) {
        const pair = [chunk[i]!, chunk[i + 1]!] as const;
        if (!isValid(pair.join(''))) continue;
        const key = pair.join('\0');
        const known = counts.get(key);
        if (known) known.count++;
        else counts.set(key, { pair, count: 1 });
      }
    }
    const best = [...counts.values()].reduce<{ pair: readonly [string, string]; count: number } | undefined>(
      (most, one) => (most && most.count >= one.count ? most : one),
      undefined,
    );
    if (!best) break;
    now = now.map((chunk) => {
      const out: string[] = [];
      for (let i = 0; i < chunk.length; i++) {
        if (chunk[i] === best.pair[0] && chunk[i + 1] === best.pair[1]) out.push(chunk[i]! + chunk[++i]!);
        else out.push(chunk[i]!);
      }
      return out;
    });
  }
  return now.flat();
}

function learn(
  chunks: readonly (readonly string[])[],
  merges: number,
  isValid: IsValid,
): { learned: string[]; applied: string[] } {
  const names = new Names();
  const given = sequence(chunks, names);
  const { list, ends } = learnMerges(given, {
    merges,
    isValid: (left, right) => isValid(names.text(left) + names.text(right)),
    join: (left, right) => names.id(names.text(left) + names.text(right)),
  });
  return { learned: joined(chunks, ends), applied: joined(chunks, list.apply(given)) };
}

const chunks = fc.array(fc.array(fc.constantFrom('a', 'b', 'ab', 'c', 'aa'), { maxLength: 40 }), {
  maxLength: 5,
});

describe('learning merges', () => {
  it('does what counting all pairs anew for each merge does', () => {
    fc.assert(
      fc.property(chunks, fc.nat(12), fc.integer({ min: 2, max: 12 }), (texts, merges, longest) => {
        const isValid: IsValid = (text) => text.length <= longest && !text.includes('ca');
        expect(learn(texts, merges, isValid).learned).toEqual(plainly(texts, merges, isValid));
      }),
      { numRuns: 500 },
    );
  });

  it('never goes beyond a chunk', () => {
    const texts = [['a'], ['b'], ['a'], ['b', 'c']];
    expect(learn(texts, 10, () => true).learned).toEqual(['a', 'b', 'a', 'bc']);
  });

  it('stops where pairs are rarer than asked for', () => {
    const names = new Names();
    const given = sequence([['a', 'b', 'a', 'b', 'c']], names);
    const rules = {
      merges: 10,
      isValid: () => true,
      join: (left: number, right: number) => names.id(names.text(left) + names.text(right)),
    };
    expect(learnMerges(given, { ...rules, least: 2 }).steps).toBe(1);
    expect(learnMerges(given, rules).ends).toEqual(Uint32Array.of(5));
  });

  it('is near-linear in the text', () => {
    const ids = Uint32Array.from({ length: 400_000 }, (_, i) => (i * i) % 97);
    let next = 97;
    const start = performance.now();
    const { ends } = learnMerges(sequenceOf(ids), { merges: 2000, isValid: () => true, join: () => next++ });
    expect(ends.at(-1)).toBe(ids.length);
    // Counting all pairs for each merge anew takes minutes.
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});

describe('applying merges', () => {
  it('gives, where no symbol is made in two ways, what learning has made of the same text', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(4), { maxLength: 60 }), { maxLength: 4 }), (texts) => {
        const builder = new SequenceBuilder();
        for (const text of texts) builder.add(Uint32Array.from(text));
        const given = builder.build();
        let next = 5;
        const { list, ends } = learnMerges(given, { merges: 30, isValid: () => true, join: () => next++ });
        expect([...list.apply(given)]).toEqual([...ends]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps to the order of the merges', () => {
    const list = new MergeList();
    list.add(1, 2, 10);
    list.add(0, 1, 11);
    list.add(10, 3, 12);
    expect([...list.apply(sequenceOf(Uint32Array.of(0, 1, 2, 3, 0, 1)))]).toEqual([1, 4, 6]);
    expect([...list.apply(sequenceOf(new Uint32Array(0)))]).toEqual([]);
  });
});

describe('what learning stands on', () => {
  it('a pair table numbers pairs as a map does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.nat(50)), { maxLength: 300 }), (pairs) => {
        const table = new PairTable();
        const map = new Map<string, number>();
        for (const [left, right] of pairs) {
          const key = `${left} ${right}`;
          expect(table.find(left, right)).toBe(map.get(key) ?? -1);
          if (!map.has(key)) map.set(key, map.size);
          expect(table.add(left, right)).toBe(map.get(key));
        }
        expect(table.size).toBe(map.size);
      }),
    );
  });

  it('a queue gives the least first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 100 }), (keys) => {
        const queue = new PriorityQueue();
        keys.forEach((key, i) => queue.push(key, i));
        const out = keys.map(() => keys[queue.pop()]);
        expect(out).toEqual([...keys].sort((a, b) => a - b));
        expect(queue.least).toBeNaN();
      }),
    );
  });
});
