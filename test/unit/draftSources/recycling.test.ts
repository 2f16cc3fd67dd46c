import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecyclingSource } from '../../../sidecar/drafts/recycling';
import { memoryFromBytes } from '../../../sidecar/drafts/recycling/bytes';
import { SuccessorMatrix } from '../../../sidecar/drafts/recycling/matrix';
import { PairSuccessors } from '../../../sidecar/drafts/recycling/pairs';
import { letters, logitsOf, read, requestOf, spell } from './lib/requests';

const context = { vocabulary: letters };
const guess = (source: RecyclingSource, most = 16): string => spell(source.propose(most)?.tokens);

function shown(rows: readonly [string, Record<string, number>][]): RecyclingSource {
  const source = new RecyclingSource(context);
  source.begin(requestOf(read('?')));
  for (const [pair, probabilities] of rows) {
    const [before, token] = read(pair);
    source.observe(before, token!, logitsOf(probabilities));
  }
  return source;
}

describe('token recycling', () => {
  it('chains what the model held likeliest, after two tokens before after one', () => {
    const source = shown([
      ['xa', { b: 0.9, c: 0.05 }],
      ['ab', { c: 0.9 }],
      ['zb', { d: 0.8 }],
      ['qc', { e: 0.9 }],
    ]);
    source.begin(requestOf(read('xa')));
    const draft = source.propose(16)!;
    expect(spell(draft.tokens)).toBe('bce');
    expect(draft.probabilities.map((p) => p.toFixed(2))).toEqual(['0.90', '0.90', '0.90']);
    expect(guess(source, 2)).toBe('bc');
    source.begin(requestOf(read('b')));
    expect(guess(source)).toBe('d');
  });

  it('ends where the product of probabilities falls below the least, and at five tokens', () => {
    const source = shown([
      ['xa', { b: 0.6 }],
      ['ab', { c: 0.6 }],
      ['bc', { d: 0.6 }],
    ]);
    source.begin(requestOf(read('xa')));
    expect(guess(source)).toBe('bc');
    const sure = shown(
      Array.from('abcdefghij', (letter, i) => [`${'zabcdefghij'[i]}${letter}`, { ['bcdefghijk'[i]!]: 0.99 }]),
    );
    sure.begin(requestOf(read('za')));
    expect(guess(sure)).toBe('bcdef');
  });

  it('does not run in circles', () => {
    const source = shown([
      ['?a', { b: 0.99 }],
      ['?b', { a: 0.99 }],
    ]);
    source.begin(requestOf(read('a')));
    expect(guess(source)).toBe('ba');
  });

  it('takes drawn successors where it is shown no logits, the last that came twice before the last', () => {
    const source = new RecyclingSource(context);
    const write = (text: string): void => {
      source.begin(requestOf(read(text.slice(0, 2))));
      for (const token of read(text.slice(2))) source.push({ tokens: [token] });
    };
    write('xab');
    source.begin(requestOf(read('xa')));
    expect(guess(source)).toBe('b');
    write('xab');
    write('xac');
    source.begin(requestOf(read('xa')));
    expect(guess(source)).toBe('b');
    write('xac');
    write('xac');
    source.begin(requestOf(read('xa')));
    expect(guess(source)).toBe('c');
  });

  it('does not let a drawn token overrule the logits that it was drawn from', () => {
    const source = shown([]);
    source.begin(requestOf(read('xa')));
    source.observe(read('x')[0], read('a')[0]!, logitsOf({ b: 0.55 }));
    source.push({ tokens: read('c') });
    source.begin(requestOf(read('xa')));
    expect(guess(source)).toBe('b');
  });

  it('keeps workspaces apart, guesses no control token, and outlives its bytes', () => {
    const source = shown([['xa', { b: 0.95 }]]);
    source.begin(requestOf(read('xa'), { workspace: 'other' }));
    expect(source.propose(4)).toBeUndefined();
    source.begin(requestOf(read('xa'), { isControl: (id) => id === read('b')[0] }));
    expect(source.propose(4)).toBeUndefined();

    const bytes = source.exportMemory('w');
    const fresh = new RecyclingSource(context);
    fresh.begin(requestOf(read('xa')));
    expect(fresh.importMemory('w', bytes)).toBe(true);
    expect(guess(fresh)).toBe('b');
    expect(fresh.exportMemory('w')).toEqual(bytes);
    expect(new RecyclingSource({ vocabulary: { ...letters, size: 101 } }).importMemory('w', bytes)).toBe(
      false,
    );
  });

  it('refuses damaged bytes as a whole, or takes up only tokens of the vocabulary', () => {
    const bytes = shown([
      ['xa', { b: 0.95 }],
      ['ab', { c: 0.9 }],
    ]).exportMemory('w');
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
        const fresh = new RecyclingSource(context);
        const whole = bytes.with(at, value);
        if (fresh.importMemory('w', whole)) {
          fresh.begin(requestOf(read('xa')));
          for (const id of fresh.propose(5)?.tokens ?? []) expect(id).toBeLessThan(100);
        } else expect(spell(fresh.propose(5)?.tokens)).toBe('');
        const memory = memoryFromBytes(whole, letters.size);
        expect(memory?.matrix.ids.every((id) => id >= -1 && id < letters.size)).not.toBe(false);
        if (length < bytes.length) expect(fresh.importMemory('w', bytes.slice(0, length))).toBe(false);
      }),
    );
  });

  it('survives anything in any order', () => {
    const source = new RecyclingSource(context);
    expect(source.propose(4)).toBeUndefined();
    source.push({ tokens: [1, -1, NaN, 1e12] });
    source.observe(undefined, 1e12, new Float32Array(0));
    source.observe(-3, 4, new Float32Array(0));
    source.observe(1, 2, new Float32Array(100).fill(NaN));
    source.observe(1, 2, new Float32Array(100).fill(-Infinity));
    source.begin(requestOf([]));
    source.begin(requestOf([1, 2]));
    expect(source.propose(4)).toBeUndefined();
    source.push({ tokens: [] });
    source.begin(requestOf([NaN, 1e12]));
    expect(source.propose(4)).toBeUndefined();
    expect(source.propose(-1)).toBeUndefined();
  });
});

describe('the matrix of successors', () => {
  it('is as large as it says', () => {
    const matrix = new SuccessorMatrix(49_152);
    expect(matrix.ids.byteLength + matrix.confidences.byteLength).toBe(36 * 49_152);
    const pairs = new PairSuccessors();
    const arrays = [pairs.befores, pairs.tokens, pairs.successors, pairs.confidences];
    expect(arrays.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBe(2 ** 20);
  });

  it('keeps the eight successors that were drawn last, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(15)), (drawn) => {
        const matrix = new SuccessorMatrix(16);
        for (const successor of drawn) matrix.drawn(3, successor);
        const row = matrix.successors(3);
        expect(new Set(row).size).toBe(row.length);
        expect(row).toHaveLength(Math.min(8, new Set(drawn).size));
        const last = drawn.at(-1);
        if (last !== undefined) expect(row.slice(0, 2)).toContain(last);
        expect(matrix.successors(2)).toEqual([]);
      }),
    );
  });
});
