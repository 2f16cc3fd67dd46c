import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leastSlack } from '../../../language-tokenizers/metrics/mixture/leastSlack';
import { mergeList, mergingTokenizer } from '../../../language-tokenizers/metrics/mixture/mergeList';
import { type Category, estimateMixture } from '../../../language-tokenizers/metrics/mixture/mixture';
import type { Rivals } from '../../../language-tokenizers/metrics/mixture/rivals';
import { solveShares } from '../../../language-tokenizers/metrics/mixture/solve';
import { WordCounts } from '../../../language-tokenizers/metrics/mixture/wordCounts';
import { EstimateTokenizer } from '../../../language-tokenizers/registry/estimate';
import { tokenizerOf } from '../merging/support';
import { BYTES, randomNumbers, smallTokenizer } from './support';
import { trainBpe } from './trainBpe';

const modules = path.resolve(import.meta.dirname, '../../../node_modules');
const read = (files: readonly string[]): string =>
  files.map((file) => readFileSync(path.join(modules, file), 'utf8')).join('\n');

const readAll = (folder: string): string =>
  read(readdirSync(path.join(modules, folder)).map((file) => `${folder}/${file}`));

/** Real texts of three kinds, of packages that the project is built with. */
const TEXTS: Record<string, string> = {
  cpp: read(['node-addon-api/napi-inl.h', 'node-addon-api/napi.h']),
  typescript: read(['typescript/lib/lib.dom.d.ts']).slice(0, 500_000),
  documentation: readAll('undici/docs/docs/api'),
};
const base = smallTokenizer(BYTES);

/** Every second paragraph of a few lines, from the first or from the second on: two halves of one kind of text. */
function half(text: string, which: 0 | 1): string {
  const lines = text.split('\n');
  return lines.filter((_, i) => (Math.floor(i / 4) & 1) === which).join('\n');
}

function words(text: string): WordCounts {
  const counts = new WordCounts(base);
  counts.add(text);
  return counts;
}

/** A vocabulary that is trained on the first halves in these shares of bytes. */
function trained(shares: Record<string, number>, merges: number) {
  const mixture = new Map<string, number>();
  for (const [name, share] of Object.entries(shares)) {
    const text = half(TEXTS[name]!, 0);
    const scale = (1e6 * share) / Buffer.byteLength(text);
    for (const [word, count] of words(text).counts) {
      mixture.set(word, (mixture.get(word) ?? 0) + scale * count);
    }
  }
  return trainBpe(mixture, merges);
}

function samples(which: 0 | 1): Category[] {
  return Object.entries(TEXTS).map(([name, text]) => ({ name, words: words(half(text, which)) }));
}

describe('a BPE trained on a known mixture', () => {
  const mixtures = [
    { cpp: 0.6, typescript: 0.3, documentation: 0.1 },
    { cpp: 0.5, typescript: 0.5, documentation: 0 },
  ];
  it.each(mixtures)('is recovered: %j', (shares) => {
    const tokenizer = trained(shares, 200);
    for (const [which, points] of [
      [0, 1],
      [1, 5],
    ] as const) {
      const {
        shares: found,
        merges,
        unexplained,
        converged,
      } = estimateMixture(tokenizer, samples(which), 200);
      expect(converged).toBe(true);
      expect(merges).toBe(200);
      for (const { name, share } of found) {
        // Of the very text that it was trained on within a point, of other text of the kind within five.
        expect(Math.abs(share - shares[name as keyof typeof shares])).toBeLessThan(points / 100);
      }
      expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      if (which === 0) expect(unexplained).toBeLessThan(1e-3);
    }
  });
});

it('reads the merges of a vocabulary back, in their order', () => {
  const text = half(TEXTS['cpp']!, 0);
  const tokenizer = trainBpe(words(text).counts, 100);
  const { length, left, right, merged } = mergeList(tokenizer, 1000);
  expect(length).toBe(100);
  for (let i = 0; i < length; i++) {
    expect(merged[i]).toBe(256 + i);
    const parts = [tokenizer.tokenBytes(left[i]!), tokenizer.tokenBytes(right[i]!)];
    expect(Buffer.concat(parts)).toEqual(Buffer.from(tokenizer.tokenBytes(256 + i)));
  }
});

it('takes tokenizers that merge bytes in pre-tokens, and says which are none', async () => {
  expect(mergingTokenizer(await tokenizerOf('cl100k_base'))?.name).toBe('cl100k_base');
  expect(mergingTokenizer(new EstimateTokenizer('estimate', base))).toBeUndefined();
  expect(() => estimateMixture(base, samples(0).slice(0, 1))).toThrow('two categories');
  expect(() => estimateMixture(base, [...samples(0), { name: 'none', words: words('') }])).toThrow('none');
});

describe('the solver', () => {
  const random = randomNumbers(3);
  const rivals = (merges: number, pairs: number, categories: number): Rivals => ({
    categories,
    pairs,
    rates: [],
    merges: Array.from({ length: merges }, () =>
      Array.from({ length: pairs }, (_, pair) => pair)
        .filter(() => random() < 0.5)
        .map((pair) => ({
          pair,
          excess: Float64Array.from({ length: categories }, () => 100 * (random() - 0.4)),
        })),
    ),
  });

  /** The heaviest matching, by trying all: each merge takes one of its rivals that is free, or none. */
  function heaviest(
    { merges }: Rivals,
    shares: readonly number[],
    at = 0,
    taken = new Set<number>(),
  ): number {
    if (at === merges.length) return 0;
    let most = heaviest({ merges } as Rivals, shares, at + 1, taken);
    for (const { pair, excess } of merges[at]!) {
      const weight = excess.reduce((sum, one, i) => sum + one * shares[i]!, 0);
      if (weight <= 0 || taken.has(pair)) continue;
      taken.add(pair);
      most = Math.max(most, weight + heaviest({ merges } as Rivals, shares, at + 1, taken));
      taken.delete(pair);
    }
    return most;
  }

  it('knows the least slack for given shares, which is the heaviest matching', () => {
    for (let i = 0; i < 50; i++) {
      const one = rivals(6, 4, 2);
      const shares = [0.3, 0.7];
      const exact = heaviest(one, shares);
      const { upper, bound } = leastSlack(one, shares);
      const lower = bound.reduce((sum, each, k) => sum + each * shares[k]!, 0);
      expect(upper).toBeGreaterThanOrEqual(exact - 1e-9);
      expect(upper).toBeLessThanOrEqual(exact * 1.01 + 1e-9);
      expect(lower).toBeLessThanOrEqual(exact + 1e-9);
      expect(lower).toBeGreaterThanOrEqual(exact * 0.99 - 1e-9);
    }
  });

  it('finds shares with as little slack as a grid of all shares', () => {
    for (let i = 0; i < 20; i++) {
      const one = rivals(6, 5, 2);
      const { shares, slack, leastSlack: least, converged } = solveShares(one);
      expect(converged).toBe(true);
      expect(shares[0]! + shares[1]!).toBeCloseTo(1, 9);
      let grid = Infinity;
      for (let step = 0; step <= 200; step++)
        grid = Math.min(grid, heaviest(one, [step / 200, 1 - step / 200]));
      expect(least).toBeLessThanOrEqual(grid + 1);
      expect(slack).toBeLessThanOrEqual(grid * 1.01 + 1);
    }
  });
});
