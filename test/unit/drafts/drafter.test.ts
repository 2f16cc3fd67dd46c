import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestLength } from '../../../sidecar/drafts/bestLength';
import { DecodeCosts } from '../../../sidecar/drafts/costs';
import { Drafter, type Drafting } from '../../../sidecar/drafts/drafter';
import { Ledger } from '../../../sidecar/drafts/ledger';
import type { Draft, DraftSource } from '../../../sidecar/drafts/source';
import { Counting } from './lib/counting';
import { requestOf } from './lib/vocabulary';

describe('the cost of a decode', () => {
  it('is measured by number of positions, whatever the load of the machine', () => {
    const costs = new DecodeCosts();
    for (let i = 0; i < 60; i++) {
      const load = 1 + Math.floor(i / 20);
      costs.record(1, 10 * load);
      costs.record(5, 30 * load);
    }
    expect(costs.ratio(5)).toBeCloseTo(3, 1);
    expect(costs.single).toBeCloseTo(30, 0);
    expect(costs.ratio(3)).toBeCloseTo(2, 1);
    expect(costs.ratio(9)).toBeCloseTo(5, 1);
  });

  it('is not moved by accidents', () => {
    const costs = new DecodeCosts();
    for (let i = 0; i < 40; i++) {
      costs.record(1, i % 7 === 6 ? 500 : 10);
      costs.record(4, i % 7 === 3 ? 900 : 15);
    }
    expect(costs.ratio(4)).toBeCloseTo(1.5, 5);
    expect(costs.single).toBeCloseTo(10, 5);
  });

  it('is told from the few plain ones where most are larger, also after a first one that took long', () => {
    const costs = new DecodeCosts();
    for (let i = 0; i < 160; i++) {
      if (i % 16 === 0) costs.record(1, i === 0 ? 70 : 20);
      else costs.record(3, 30);
    }
    expect(costs.single).toBeCloseTo(20, 5);
    expect(costs.ratio(3)).toBeCloseTo(1.5, 1);
    expect(costs.knowsPlain).toBe(true);
    for (let i = 0; i < 48; i++) costs.record(3, 60);
    expect(costs.knowsPlain).toBe(false);
    expect(costs.single).toBeCloseTo(40, 0);
    expect(costs.ratio(3)).toBeCloseTo(1.5, 1);
  });

  it('never falls with more positions, whatever was measured', () => {
    const samples = fc.array(fc.tuple(fc.integer({ min: 1, max: 17 }), fc.double({ min: 0.1, max: 900 })));
    fc.assert(
      fc.property(samples, (decodes) => {
        const costs = new DecodeCosts();
        for (const [positions, ms] of decodes) costs.record(positions, ms);
        const ratios = Array.from({ length: 20 }, (_, i) => costs.ratio(i + 1));
        expect(ratios[0]).toBe(1);
        for (let i = 1; i < 20; i++) expect(ratios[i]!).toBeGreaterThanOrEqual(ratios[i - 1]! - 1e-9);
      }),
    );
  });
});

describe('the length of a draft', () => {
  const linear = (slope: number) => ({ ratio: (positions: number) => 1 + slope * (positions - 1) });
  const always = (): boolean => true;

  it('is the one with the most tokens for the time', () => {
    const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 16 });
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0.01, max: 1, noNaN: true }), (given, slope) => {
        const costs = linear(slope);
        const gain = (length: number): number => {
          let all = 1;
          const expected = given.slice(0, length).reduce((sum, p) => sum + (all *= p), 1);
          return expected / costs.ratio(length + 1);
        };
        const cut = bestLength(given, costs, always);
        for (let length = 1; length <= given.length; length++) {
          if (gain(length) >= 1.05) expect(cut?.gain).toBeGreaterThanOrEqual(gain(length) - 1e-12);
        }
        if (cut) expect(cut.gain).toBeCloseTo(gain(cut.length), 9);
      }),
    );
  });

  it('is nothing where larger batches cost what they give', () => {
    expect(bestLength([0.9, 0.9], linear(1), always)).toBeUndefined();
    expect(bestLength([0.9, 0.9, 0.9, 0.1], linear(0.1), always)?.length).toBe(3);
  });

  it('is no more than can be paid', () => {
    expect(bestLength([1, 1, 1, 1], linear(0.5), (cost) => cost <= 2)?.length).toBe(2);
  });
});

describe('the ledger', () => {
  it('lets drafting lose at most 2 % and a few decodes, however wrong the drafts', () => {
    const drafts = fc.array(fc.tuple(fc.double({ min: 1, max: 12, noNaN: true }), fc.nat(8)), {
      minLength: 100,
      maxLength: 400,
    });
    fc.assert(
      fc.property(drafts, (steps) => {
        const ledger = new Ledger(0.02);
        let time = 0;
        let tokens = 0;
        let worst = 0;
        for (const [cost, accepted] of steps) {
          const paid = ledger.affords(cost) ? cost : 1;
          const written = paid === 1 ? 1 : 1 + (accepted > 6 ? accepted : 0);
          ledger.settle(written, paid);
          time += paid;
          tokens += written;
          worst = Math.max(worst, time - 1.02 * tokens);
        }
        expect(worst).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

/** A source whose drafts are what it is told, and which counts how often it was asked. */
class Scripted implements DraftSource {
  asked = 0;
  readonly pushed: number[] = [];
  constructor(
    readonly name: string,
    private readonly draft: () => readonly number[],
    private readonly probability = 0.9,
  ) {}
  begin(): void {
    this.pushed.length = 0;
  }
  propose(): Draft | undefined {
    this.asked++;
    const tokens = this.draft();
    if (tokens.length === 0) return undefined;
    return { source: this.name, tokens, probabilities: tokens.map(() => this.probability) };
  }
  push({ tokens }: { readonly tokens: readonly number[] }): void {
    this.pushed.push(...tokens);
  }
}

function open(sources: readonly DraftSource[], drafting: Drafting = 'auto', now = () => 0): Drafter {
  const drafter = new Drafter(sources, now);
  drafter.begin(requestOf(['']), drafting);
  return drafter;
}

describe('the drafter', () => {
  it('takes right drafts, and tells every source all tokens', async () => {
    const model = new Counting();
    const right = new Scripted('right', () => model.following(8));
    const silent = new Scripted('silent', () => []);
    const drafter = open([silent, right]);
    await model.steps(drafter, 50);
    expect(model.tokens / model.decodes).toBeGreaterThan(5);
    expect(model.tokens / model.ms).toBeGreaterThan(3);
    expect(right.pushed).toEqual(model.following(model.tokens, 1));
    expect(silent.pushed).toEqual(right.pushed);
    const { drafts, drafted, accepted, steps } = drafter.stats['right']!;
    // The first decode is plain: it says what one costs.
    expect({ drafts, steps }).toEqual({ drafts: 49, steps: 49 });
    expect(accepted).toBe(drafted);
    expect(drafter.stats['silent']).toBeUndefined();
  });

  it('prefers the source that promises more, and learns who keeps its promises', async () => {
    const model = new Counting();
    const liar = new Scripted('liar', () => [99, 98, 97, 96, 95, 94, 93, 92], 0.99);
    const right = new Scripted('right', () => model.following(4), 0.6);
    const drafter = open([liar, right]);
    await model.steps(drafter, 200);
    expect(drafter.stats['liar']!.drafts).toBeLessThan(40);
    expect(drafter.stats['right']!.drafts).toBeGreaterThan(150);
  });

  it('pauses a source that is nearly always wrong for fifty steps at a time', async () => {
    const model = new Counting({ slope: 0.001 });
    const wrong = new Scripted('wrong', () => [101], 0.99);
    const drafter = open([wrong], 'auto');
    await model.steps(drafter, 400);
    expect(wrong.asked).toBeLessThan(100);
    const before = wrong.asked;
    await model.steps(drafter, 408);
    // Asked again after each pause, and paused again by the first wrong draft.
    expect(wrong.asked - before).toBeGreaterThanOrEqual(1);
    expect(wrong.asked - before).toBeLessThanOrEqual(10);
    expect(model.tokens / model.ms).toBeGreaterThan(0.97);
  });

  it('keeps 0.97 of the speed where every draft is wrong, at any price of a batch', async () => {
    for (const slope of [0.05, 0.3, 0.6, 1]) {
      const model = new Counting({ slope });
      const wrong = new Scripted('wrong', () => [101, 102, 103, 104, 105, 106], 0.99);
      await model.steps(open([wrong]), 300);
      expect(model.tokens / model.ms).toBeGreaterThan(0.97);
    }
  });

  it('drafts nothing when off, and all it can get when told to', async () => {
    const model = new Counting({ slope: 5 });
    const right = new Scripted('right', () => model.following(8), 0.1);
    await model.steps(open([right], 'off'), 10);
    expect(right.asked).toBe(0);
    const always = new Counting({ slope: 5 });
    await always.steps(open([new Scripted('right', () => always.following(8), 0.9)], 'always'), 10);
    expect(always.tokens).toBe(90);
    const unsure = new Counting({ slope: 5 });
    await unsure.steps(open([new Scripted('right', () => unsure.following(8), 0.1)], 'always'), 1);
    expect(unsure.tokens).toBe(2);
  });

  it('is unmoved by a source that fails, ends without end or means no tokens', async () => {
    const model = new Counting();
    const failing = new Scripted('failing', () => {
      throw new Error('broken');
    });
    const endless = new Scripted('endless', () => Array.from({ length: 1000 }, () => 101));
    const control = new Scripted('control', () => [0, 5, 999]);
    const drafter = open([failing, endless, control], 'always');
    const { tokens: draft } = await drafter.propose(3);
    expect(draft).toEqual([101, 101, 101]);
    drafter.step({ tokens: [1], drafted: 3, accepted: 0, decodes: 1 }, 1);
    await model.steps(drafter, 20);
    expect(model.tokens).toBe(20);
    expect(drafter.stats['control']).toBeUndefined();
  });

  it('asks a source that takes long only when the quick ones have nothing', async () => {
    let time = 0;
    const model = new Counting();
    let quickHas = true;
    const quick = new Scripted('quick', () => (quickHas ? model.following(4) : []));
    const slow: DraftSource = {
      name: 'slow',
      begin: () => undefined,
      push: () => undefined,
      propose: () => {
        time += 2;
        asked++;
        return Promise.resolve({ source: 'slow', tokens: model.following(4), probabilities: [1, 1, 1, 1] });
      },
    };
    let asked = 0;
    const drafter = open([quick, slow], 'auto', () => time);
    await model.steps(drafter, 20);
    expect(asked).toBeLessThanOrEqual(2);
    quickHas = false;
    await model.steps(drafter, 20);
    expect(asked).toBeGreaterThan(2);
  });

  it('spends little time on sources that have nothing, however many of them are quick', async () => {
    let time = 0;
    const model = new Counting();
    const silent = Array.from({ length: 5 }, (_, i) => {
      return new Scripted(`silent ${i}`, () => {
        time += 0.04;
        return [];
      });
    });
    await model.steps(
      open(silent, 'auto', () => time),
      1000,
    );
    expect(time).toBeGreaterThan(0);
    expect(time / model.ms).toBeLessThan(0.01);
  });

  it('ends with the request that it drafts for', async () => {
    const abort = new AbortController();
    const source: DraftSource = {
      name: 'waiting',
      begin: () => undefined,
      push: () => undefined,
      propose: () =>
        new Promise((_, reject) => abort.signal.addEventListener('abort', () => reject(new Error('over')))),
    };
    const drafter = new Drafter([source]);
    drafter.begin(requestOf([''], { signal: abort.signal }), 'always');
    const waiting = drafter.propose(4);
    abort.abort();
    await expect(waiting).rejects.toThrow('over');
  });
});
