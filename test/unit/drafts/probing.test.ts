import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Drafter, type Drafting } from '../../../sidecar/drafts/drafter';
import { MASK, MaskSource, MOST_MASKS } from '../../../sidecar/drafts/masks';
import { Probing } from '../../../sidecar/drafts/probing';
import type { DraftSource } from '../../../sidecar/drafts/source';
import type { Logits, Vocabulary } from '../../../sidecar/engine/engine';
import { Counting } from './lib/counting';
import { letters, requestOf } from './lib/vocabulary';

const MASK_ID = 127;
const masked: Vocabulary = {
  ...letters,
  tokenBytes: (id) => (id === MASK_ID ? new Uint8Array(0) : letters.tokenBytes(id)),
  special: (text) => (text === MASK ? MASK_ID : undefined),
};

/** Logits that give `token` a probability, and the rest to all others alike. */
function sure(token: number, probability: number): Logits {
  const logits = new Float32Array(128).fill(Math.log((1 - probability) / 127));
  logits[token] = Math.log(probability);
  return logits;
}

/** Uniform numbers from a linear congruential generator. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** A model whose masks are right with this probability, and claim another one. */
function model(slope: number, right: number, claimed = right): Counting {
  const random = uniforms(1);
  const afterProbe = (token: number): Logits => sure(random() < right ? token : 101, claimed);
  return new Counting({ slope, afterProbe });
}

function open(drafting: Drafting, sources: readonly DraftSource[] = []): Drafter {
  const drafter = new Drafter([...sources, new MaskSource({ vocabulary: masked })], () => 0);
  drafter.begin(requestOf(['']), drafting);
  return drafter;
}

describe('masks, where a model says several tokens at once', () => {
  it('are sent while they win more than they cost, and their drafts counted without them', async () => {
    const writer = model(0.05, 0.9);
    const drafter = open('auto');
    await writer.steps(drafter, 300);
    expect(writer.tokens / writer.ms).toBeGreaterThan(1.7);
    expect(writer.probed).toBeGreaterThan(500);
    const { drafted, accepted } = drafter.stats['masks']!;
    expect(accepted).toBe(writer.tokens - writer.decodes);
    expect(drafted).toBeLessThan(writer.probed);
  });

  it('are as many as are worth their time', async () => {
    const many = model(0.02, 0.97);
    await many.steps(open('auto'), 500);
    expect(many.probed / many.decodes).toBeGreaterThan(0.9 * MOST_MASKS);
    const afterProbe = (token: number, place: number): Logits => sure(place === 0 ? token : 101, 0.9);
    const one = new Counting({ slope: 0.1, afterProbe });
    await one.steps(open('auto'), 500);
    expect(one.probed / one.decodes).toBeGreaterThan(0.8);
    expect(one.probed / one.decodes).toBeLessThan(1.5);
    expect(one.tokens / one.ms).toBeGreaterThan(1.4);
  });

  it('are sent in full when told to, and never when off', async () => {
    const writer = model(5, 0);
    await writer.steps(open('always'), 20);
    expect(writer.probed).toBe(20 * MOST_MASKS);
    const plain = model(0, 1);
    await plain.steps(open('off'), 20);
    expect(plain.probed).toBe(0);
  });

  it('make the batch as large as it is, for what decodes cost', async () => {
    const drafter = open('always');
    await model(0.2, 0, 0.01).steps(drafter, 200);
    // Masks that say nothing likely give no drafts, so all batches but the first have the same size.
    const { positions, ms } = drafter.costs.measured.at(-1)!;
    expect(positions).toBe(1 + MOST_MASKS);
    expect(ms).toBeCloseTo(1 + 0.2 * MOST_MASKS, 5);
  });

  it('leave room for the draft that comes of them, and are not sent without', async () => {
    for (const most of [0, 1, 2, 3, 4, 8]) {
      const writer = model(0.01, 1);
      await writer.steps(open('always'), 12, most);
      expect(writer.positions).toBeLessThanOrEqual(Math.max(1, most));
    }
  });

  it('lose next to nothing where they are wrong or dear, whatever they claim', async () => {
    for (const slope of [0.02, 0.1, 0.3, 0.6, 1]) {
      for (const [right, claimed] of [
        [0, 0.99],
        [0, 0.01],
        [0.1, 0.9],
      ] as const) {
        const writer = model(slope, right, claimed);
        const drafter = open('auto');
        // The first decode after a model was loaded takes long.
        await drafter.propose(16);
        drafter.step({ tokens: [100], drafted: 0, accepted: 0, decodes: 1 }, 5);
        await writer.steps(drafter, 600);
        expect(writer.tokens / writer.ms).toBeGreaterThan(0.97);
      }
    }
  });

  it('cost at most half a per cent and a few decodes where nothing comes of them', () => {
    const decodes = fc.array(fc.record({ drafted: fc.nat(3), wrong: fc.boolean() }), {
      minLength: 50,
      maxLength: 400,
    });
    fc.assert(
      fc.property(decodes, fc.double({ min: 0.01, max: 1, noNaN: true }), (steps, slope) => {
        const probing = new Probing();
        const costs = { ratio: (positions: number) => 1 + slope * (positions - 1) };
        let lost = 0;
        for (const { drafted, wrong } of steps) {
          const probed = probing.decide(7, { drafted, chance: 1 }, costs, () => true);
          lost += slope * probed;
          const accepted = wrong ? 0 : drafted;
          probing.settle({ tokens: [], drafted, accepted, probed, decodes: 1 }, undefined, costs);
        }
        expect(lost).toBeLessThanOrEqual(1 + 0.005 * steps.length + 1e-9);
      }),
    );
  });

  it('are not sent where another source knows as much', async () => {
    const writer = model(0.05, 0.9);
    const knowing: DraftSource = {
      name: 'knowing',
      begin: () => undefined,
      push: () => undefined,
      propose: () => ({ source: 'knowing', tokens: writer.following(8), probabilities: Array(8).fill(1) }),
    };
    await writer.steps(open('auto', [knowing]), 400);
    expect(writer.tokens / writer.decodes).toBeGreaterThan(8.5);
    expect(writer.probed).toBeLessThan(120);
  });

  it('are tried again when the model has changed its mind', async () => {
    let right = false;
    const writer = new Counting({ slope: 0.05, afterProbe: (token) => sure(right ? token : 101, 0.9) });
    const drafter = open('auto');
    await writer.steps(drafter, 300);
    const before = writer.probed;
    expect(before).toBeLessThan(100);
    right = true;
    await writer.steps(drafter, 1500);
    expect(writer.probed - before).toBeGreaterThan(500);
  });

  it('give no draft after a step in which the draft before them was wrong, or that went on otherwise', () => {
    const source = new MaskSource({ vocabulary: masked });
    source.begin(requestOf(['']));
    const read = (): void => [5, 6].forEach((token, at) => source.probes!.read(at, sure(token, 0.9)));
    read();
    source.push({ probed: 2 });
    expect(source.propose(8)?.tokens).toEqual([5, 6]);
    expect(source.propose(1)?.tokens).toEqual([5]);
    expect(source.propose(8)?.probabilities[0]).toBeCloseTo(0.9, 3);
    source.push({ probed: 2 });
    expect(source.propose(8)).toBeUndefined();
    read();
    source.push({});
    expect(source.propose(8)).toBeUndefined();
    read();
    source.push({ probed: 2 });
    source.begin(requestOf(['']));
    expect(source.propose(8)).toBeUndefined();
  });

  it('draft no control token, and nothing after a doubtful one', () => {
    const source = new MaskSource({ vocabulary: masked });
    source.begin(requestOf([''], { isControl: (id) => id === 0 || id === MASK_ID }));
    const draftOf = (...guesses: readonly (readonly [number, number])[]): readonly number[] | undefined => {
      guesses.forEach(([token, probability], at) => source.probes!.read(at, sure(token, probability)));
      source.push({ probed: guesses.length });
      return source.propose(8)?.tokens;
    };
    expect(draftOf([5, 0.9], [MASK_ID, 0.9], [6, 0.9])).toEqual([5]);
    expect(draftOf([0, 0.9])).toBeUndefined();
    expect(draftOf([5, 0.5], [6, 0.1], [7, 0.9])).toEqual([5]);
    source.probes!.read(0, new Float32Array(128).fill(-Infinity));
    source.push({ probed: 1 });
    expect(source.propose(8)).toBeUndefined();
  });

  it('are none where the vocabulary has no such control token', () => {
    expect(new MaskSource({ vocabulary: letters }).probes).toBeUndefined();
    const asText = { ...masked, tokenBytes: () => Uint8Array.of(60) };
    expect(new MaskSource({ vocabulary: asText }).probes).toBeUndefined();
  });
});
