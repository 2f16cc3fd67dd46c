import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf } from '../../../language-tokenizers/merging/alignment';
import { mergeHidden, newScorer, planMerge } from '../../../language-tokenizers/merging/average';
import { BoundedTally } from '../../../language-tokenizers/merging/report/boundedTally';
import { addCounts, NO_COUNTS, ratiosOf } from '../../../language-tokenizers/merging/report/counts';
import { MergeIndex } from '../../../language-tokenizers/merging/report/mergeIndex';
import { MergeTally } from '../../../language-tokenizers/merging/report/mergeTally';
import { fixture } from '../syntax/support';
import { read } from './support';

const C = `static int readRegisterValue(int registerIndex) {
  return cachedRegisterValues[registerIndex];
}

int main(void) { return readRegisterValue(7); }
`;

describe('a report', () => {
  it('counts what merging does to a file', async () => {
    const text = await read('a.c', 'int getUserIdentity(xyz);', 'r50k_base');
    // int| get|User|Id|entity|(|xy|z|);
    const index = new MergeIndex(text);
    expect(index.whole()).toEqual({
      bytes: 25,
      tokens: 9,
      merged: 5,
      units: 6,
      identifiers: 2,
      identifierTokens: 6,
      identifierRuns: 2,
      straddlers: 1,
    });
    expect(ratiosOf(index.whole())).toEqual({
      reduction: 4 / 9,
      tokensPerUnit: 9 / 6,
      tokensPerIdentifier: 3,
      identifierTokenShare: 6 / 9,
      straddlerShare: 1 / 9,
    });
  });

  it('counts it by function', async () => {
    const text = await read('a.c', C);
    const [first, second] = new MergeIndex(text).functions();
    expect([first!.name, second!.name]).toEqual(['readRegisterValue', 'main']);
    expect(first!.counts.identifiers).toBe(4);
    const alone = new MergeIndex(await read('a.c', C.slice(first!.start, first!.end))).whole();
    expect(first!.counts.merged).toBe(alone.merged);
    expect(second!.counts.identifiers).toBe(2);
  });

  it('counts a selection, whose edges may cut groups', async () => {
    const text = await read('a.c', C);
    const index = new MergeIndex(text);
    const units = text.units;
    fc.assert(
      fc.property(fc.nat(C.length), fc.nat(C.length), (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const counts = index.between(start, end);
        const inside = (offset: number) => offset >= start && offset < end;
        const tokens = [...text.tokens.starts.keys()].filter((i) => inside(text.tokens.starts[i]!));
        const groups = new Set(tokens.map((token) => index.groupEnds.findIndex((one) => one > token)));
        const named = tokens.filter((i) => index.identifiers[index.aligned[i]!] === 1);
        expect(counts.tokens).toBe(tokens.length);
        expect(counts.merged).toBe(groups.size);
        expect(counts.identifierTokens).toBe(named.length);
        expect(counts.identifierRuns).toBe(new Set(named.map((i) => index.aligned[i])).size);
        const starts = [...units.starts.keys()].filter((i) => inside(units.starts[i]!));
        expect(counts.identifiers).toBe(starts.filter((i) => index.identifiers[i] === 1).length);
      }),
    );
    expect(index.between(5, 5)).toEqual({ ...NO_COUNTS });
  });

  it('is the sum of its parts where these cut no group', async () => {
    const { text: source } = fixture('heat.c');
    const index = new MergeIndex(await read('heat.c', source), 'all');
    const middle = index.text.tokens.ends[index.groupEnds[index.groupEnds.length >> 1]! - 1]!;
    const halves = addCounts(index.between(0, middle), index.between(middle, source.length));
    expect(halves).toEqual(index.whole());
  });

  it('of no units has tokens, and nothing merged', async () => {
    const counts = new MergeIndex(await read('a.nothing', C)).whole();
    expect(counts).toMatchObject({ units: 0, straddlers: 0, identifiers: 0, merged: counts.tokens });
    expect(ratiosOf(NO_COUNTS).reduction).toBe(0);
  });
});

describe('a tally of texts', () => {
  const options = { choice: 'identifiers', windowSizes: [16, 64] } as const;

  it('has what its texts have, whoever read them', async () => {
    const texts = [
      await read('a.c', C),
      await read('b.c', C.replaceAll('main', 'start')),
      await read('c.c', ''),
    ];
    const all = new MergeTally(options);
    for (const text of texts) all.add(text);
    const parts = texts.map((text) => {
      const part = new MergeTally(options);
      part.add(text);
      return structuredClone(part.data());
    });
    const absorbed = new MergeTally(options);
    for (const part of parts) absorbed.absorb(part);
    expect(absorbed.data()).toEqual(all.data());
    const { counts, windows, identifiers } = all.data();
    expect(counts.tokens).toBe(2 * texts[0]!.tokens.length);
    expect(windows.map(({ before }) => before.sum)).toEqual([counts.tokens, counts.tokens]);
    const name = identifiers.find(({ text }) => text === 'readRegisterValue')!;
    expect(name.occurrences).toBe(4);
    expect(name.cost).toBeGreaterThanOrEqual(4);
  });

  it('remembers what is common in bounded memory', () => {
    const tally = new BoundedTally(100);
    for (let i = 0; i < 20_000; i++) {
      tally.add(`rare${i}`, 1);
      tally.add(`common${i % 7}`, 3);
    }
    expect(tally.isPruned).toBe(true);
    const top = tally.top(7);
    expect(top.map(({ text }) => text).sort()).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `common${i}`));
    expect(top.reduce((sum, { cost }) => sum + cost, 0)).toBe(60_000);
  });
});

describe('merging by average', () => {
  const hidden = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);

  it('is the mean of the rows of a group', () => {
    const plan = planMerge(Uint32Array.of(1, 3, 4));
    expect(plan).toMatchObject({ tokens: 4, positions: Uint32Array.of(0, 1, 3) });
    expect(mergeHidden(plan, hidden, 2)).toEqual(Float32Array.of(1, 2, 4, 5, 7, 8));
    expect(() => mergeHidden(plan, hidden, 3)).toThrow(RangeError);
  });

  it('is what learned weights begin with', () => {
    const plan = planMerge(Uint32Array.of(3, 4));
    const learned = mergeHidden(plan, hidden, 2, newScorer(2));
    mergeHidden(plan, hidden, 2).forEach((value, i) => expect(learned[i]).toBeCloseTo(value, 5));
  });

  it('with learned weights is their softmax, whatever the bias and however large they are', () => {
    const plan = planMerge(Uint32Array.of(2, 4));
    const w = Float32Array.of(Math.log(3) / 2, 0);
    const merged = mergeHidden(plan, hidden, 2, { w, bias: 5000 });
    // Scores differ by log 3: a quarter of the first row, three of the second.
    [2.5, 3.5, 6.5, 7.5].forEach((value, i) => expect(merged[i]).toBeCloseTo(value, 5));
  });

  it('has weights that add up to 1 for groups of any text', async () => {
    const ends = groupsOf(await read('a.c', C), 'all');
    const { weights, positions } = planMerge(ends);
    let start = 0;
    ends.forEach((end, group) => {
      expect(weights.slice(start, end).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(positions[group]).toBe(start);
      start = end;
    });
  });
});
