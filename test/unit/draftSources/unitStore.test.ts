import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitStore, type UnitText } from '../../../sidecar/drafts/units/unitStore';
import { unitText } from '../../../sidecar/drafts/units/unitText';
import { letters, read, spell } from './lib/requests';

/** Capitals are tokens that the model was not sure of. */
function text(source: string): UnitText {
  const probabilities = Array.from(source, (letter) => (/[A-Z]/.test(letter) ? 0.5 : 0.95));
  return unitText(read(source), probabilities, letters);
}
const after = (store: UnitStore, pair: string): string => {
  const [before, token] = read(pair);
  return spell(store.best(before, token)?.tokens);
};

describe('a store of lexical units', () => {
  it('finds a unit by the two tokens before it, and by the one before and its first', () => {
    const store = new UnitStore();
    store.learn(text('XYabcZ'));
    expect(after(store, 'XY')).toBe('abc');
    expect(after(store, 'Ya')).toBe('bc');
    expect(after(store, 'ab')).toBe('');
    expect(after(store, 'YX')).toBe('');
    expect(store.size).toBe(2);
  });

  it('prefers what is expected to be right for longer', () => {
    const store = new UnitStore();
    store.learn(text('XYabQXYabQXYcdQ'));
    expect(after(store, 'XY')).toBe('ab');
    store.learn(text('XYcdefghQXYcdefghQ'));
    expect(after(store, 'XY')).toBe('cdefgh');
  });

  it('cuts what is mostly wrong to the part that was right, and drops what is wrong from its start', () => {
    const store = new UnitStore();
    store.learn(text('XYabcQ'));
    for (let i = 0; i < 4; i++) store.learn({ tokens: read('XYabQ'), units: [] });
    expect(after(store, 'XY')).toBe('ab');
    for (let i = 0; i < 30; i++) store.learn({ tokens: read('XYQ'), units: [] });
    expect(after(store, 'XY')).toBe('');
  });

  it('says nothing of a unit that a text ends in', () => {
    const store = new UnitStore();
    store.learn(text('XYabcQ'));
    const before = store.best(...(read('XY') as [number, number]));
    store.learn({ tokens: read('XYab'), units: [] });
    expect(store.best(...(read('XY') as [number, number]))).toEqual(before);
  });

  it('judges only from where a text is new', () => {
    const store = new UnitStore();
    store.learn(text('XYabcQ'));
    for (let i = 0; i < 9; i++) store.learn({ tokens: read('XYabQrs'), units: [] }, '', 5);
    expect(after(store, 'XY')).toBe('abc');
  });

  it('drops with a file what is known from it alone', () => {
    const store = new UnitStore();
    store.learn(text('XYabQ'), 'one');
    store.learn(text('XYabQUVcdQ'), 'two');
    store.dropFile('two');
    expect(after(store, 'UV')).toBe('');
    expect(after(store, 'XY')).toBe('ab');
    store.dropFile('one');
    expect(store.size).toBe(0);
  });

  it('holds no more than it may, and forgets first what was not used lately', () => {
    const store = new UnitStore(4);
    store.learn(text('ABxyQ'));
    store.learn(text('CDxyQ'));
    expect(after(store, 'AB')).toBe('xy');
    expect(after(store, 'Bx')).toBe('y');
    store.learn(text('EFxyQ'));
    expect(store.size).toBeLessThanOrEqual(4);
    expect(after(store, 'EF')).toBe('xy');
    expect(after(store, 'AB')).toBe('xy');
    expect(after(store, 'CD')).toBe('');
  });

  it('keeps its count and its bound for any texts, with tokens of any kind', () => {
    const id = fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 0, max: 5 }) },
      fc.integer(),
      fc.constant(NaN),
    );
    const one = fc.record({
      tokens: fc.array(id, { maxLength: 60 }),
      seed: fc.array(fc.constantFrom(0.5, 0.95), { minLength: 60, maxLength: 60 }),
      file: fc.constantFrom('', 'a', 'b'),
      drop: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (texts) => {
        const store = new UnitStore(20);
        for (const { tokens, seed, file, drop } of texts) {
          if (drop) store.dropFile(file);
          else store.learn(unitText(tokens, seed, letters), file);
          expect(store.size).toBeLessThanOrEqual(20);
          for (let a = 0; a < 6; a++) {
            for (let b = 0; b < 6; b++) expect(store.best(a, b)?.tokens.length).not.toBe(0);
          }
        }
        for (const file of ['', 'a', 'b']) store.dropFile(file);
        expect(store.size).toBe(0);
      }),
    );
  });
});
