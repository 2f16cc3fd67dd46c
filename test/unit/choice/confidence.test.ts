import fc from 'fast-check';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  acceptedAt,
  calibrate,
  scoreOf,
  thresholdOf,
  type Outcome,
} from '../../../sidecar/choice/calibration';
import { ConfidenceGate, type Verdict } from '../../../sidecar/choice/confidence';
import { OutcomeLog } from '../../../sidecar/choice/outcomeLog';
import type { Confidence } from '../../../sidecar/protocol';
import { uniform } from '../../../sidecar/constraints/random';

const sure = (q25: number): Confidence => ({
  tokens: 8,
  mean: q25,
  q10: q25,
  q25,
  leastOfFirst: 0,
  firstEntropy: 0,
});
const outcome = (q25: number, accepted: boolean): Outcome => ({
  model: 'm',
  confidence: sure(q25),
  accepted,
});

/** Outcomes of a user who accepts what the model is sure of: the share rises with the score. */
function history(count: number): Outcome[] {
  const random = uniform(4);
  return Array.from({ length: count }, () => {
    const q25 = -4 * random();
    return outcome(q25, random() < 0.6 * Math.exp(1.5 * q25));
  });
}

function logIn(): { readonly log: OutcomeLog; readonly file: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'outcomes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'deep', 'outcomes.jsonl');
  return { log: new OutcomeLog(file), file };
}

describe('the calibration', () => {
  const outcomes = fc
    .array(fc.tuple(fc.integer({ min: -9, max: 0 }), fc.boolean()), { minLength: 1, maxLength: 40 })
    .map((pairs) => pairs.map(([q25, accepted]) => outcome(q25, accepted)));

  it('rises, keeps the mean, and is no farther from the outcomes than any other rising curve tried', () => {
    fc.assert(
      fc.property(
        outcomes,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (all, other) => {
          const curve = calibrate(all);
          expect(curve.shares).toEqual([...curve.shares].sort((a, b) => a - b));
          const fitted = all.map((one) => acceptedAt(curve, scoreOf(one.confidence)));
          const sum = fitted.reduce((total, share) => total + share, 0);
          expect(sum).toBeCloseTo(all.filter(({ accepted }) => accepted).length, 9);
          const rising = [...other].sort((a, b) => a - b);
          const loss = (of: (one: Outcome) => number): number =>
            all.reduce((total, one) => total + (of(one) - Number(one.accepted)) ** 2, 0);
          expect(loss((one) => acceptedAt(curve, scoreOf(one.confidence)))).toBeLessThanOrEqual(
            loss((one) => rising[one.confidence.q25 + 9]!) + 1e-9,
          );
        },
      ),
    );
  });

  it('hides nothing before it knows enough, and then at most a twentieth of what was accepted', () => {
    expect(thresholdOf([])).toBe(-Infinity);
    expect(thresholdOf(history(40))).toBe(-Infinity);
    const all = history(2000);
    const threshold = thresholdOf(all);
    const hidden = all.filter(({ confidence }) => scoreOf(confidence) < threshold);
    const accepted = all.filter((one) => one.accepted);
    expect(hidden.filter((one) => one.accepted).length).toBeLessThanOrEqual(0.05 * accepted.length);
    // It is worth having: a good part of what was not accepted is gone.
    expect(hidden.length).toBeGreaterThan(0.2 * all.length);
  });

  it('hides nothing where everything is accepted often enough', () => {
    const all = Array.from({ length: 400 }, (_, i) => outcome(-(i % 20) / 10, Math.floor(i / 20) % 2 === 0));
    const hidden = all.filter(({ confidence }) => scoreOf(confidence) < thresholdOf(all));
    expect(hidden).toEqual([]);
  });
});

describe('the log of outcomes', () => {
  it('keeps them by model, without a text in it', async () => {
    const { log, file } = logIn();
    await log.add(outcome(-1, true));
    await log.add({ ...outcome(-2, false), model: 'other' });
    expect(await log.of('m')).toEqual([outcome(-1, true)]);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8').split('\n')[0]!) as object)).toEqual([
      'model',
      'confidence',
      'accepted',
    ]);
  });

  it('leaves out lines that are no outcome, and takes none', async () => {
    const { log, file } = logIn();
    await log.add(outcome(-1, true));
    appendFileSync(
      file,
      'no json\n{"model":"m"}\n{"model":"m","confidence":null,"accepted":true}\n\n[]\nnull\n',
    );
    await log.add({ ...outcome(-1, true), confidence: { ...sure(-1), q25: Number.NaN } });
    await log.add(outcome(-3, false));
    expect(await log.of('m')).toEqual([outcome(-1, true), outcome(-3, false)]);
  });

  it('stays small', async () => {
    const { log, file } = logIn();
    await log.add(outcome(0, true));
    writeFileSync(file, `${JSON.stringify(outcome(-1, false))}\n`.repeat(3999));
    const fresh = new OutcomeLog(file);
    await Promise.all([fresh.add(outcome(-2, true)), fresh.add(outcome(-3, true))]);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(2001);
    expect((await fresh.of('m')).at(-1)).toEqual(outcome(-3, true));
  });

  it('forgets when told, and says so where it can’t', async () => {
    const { log, file } = logIn();
    await log.add(outcome(-1, true));
    await log.forget();
    expect(await log.of('m')).toEqual([]);
    await log.forget();
    mkdirSync(file);
    await expect(log.forget()).rejects.toThrow();
  });

  it('survives a folder that can’t be written', async () => {
    const { file } = logIn();
    const log = new OutcomeLog(path.join('/dev/null', file));
    await log.add(outcome(-1, true));
    expect(await log.of('m')).toEqual([]);
  });
});

describe('the gate', () => {
  it('shows what nobody measured, and everything in the beginning', async () => {
    const gate = new ConfidenceGate(logIn().log);
    expect(await gate.judge('m', undefined)).toBe('show');
    expect(await gate.judge('m', sure(-99))).toBe('show');
  });

  it('learns from what becomes of completions, for each model apart', async () => {
    const gate = new ConfidenceGate(logIn().log);
    await gate.judge('m', sure(-4));
    for (const one of history(800)) await gate.record(one);
    expect(await gate.judge('m', sure(-4))).toBe('hide');
    expect(await gate.judge('m', sure(-0.1))).toBe('show');
    expect(await gate.judge('another', sure(-4))).toBe('show');
  });

  it('lets every tenth through, and forgets', async () => {
    const gate = new ConfidenceGate(logIn().log);
    for (const one of history(800)) await gate.record(one);
    const verdicts: Verdict[] = [];
    for (let i = 0; i < 20; i++) verdicts.push(await gate.judge('m', sure(-4)));
    expect(verdicts.flatMap((one, i) => (one === 'letThrough' ? [i] : []))).toEqual([9, 19]);
    expect(verdicts.filter((one) => one === 'hide')).toHaveLength(18);
    await gate.forget();
    expect(await gate.judge('m', sure(-4))).toBe('show');
  });

  /** Uses the gate for long; what it hides is accepted as often as what it shows of that confidence. */
  async function longUse(gate: ConfidenceGate, all: readonly Outcome[]): Promise<number> {
    const late = all.slice(-2000).filter((one) => one.accepted);
    const lost = new Set<Outcome>();
    for (const one of all) {
      const verdict = await gate.judge(one.model, one.confidence);
      if (verdict === 'hide') lost.add(one);
      else await gate.record(verdict === 'show' ? one : { ...one, letThrough: true });
    }
    return late.filter((one) => lost.has(one)).length / late.length;
  }

  it('does not hide more and more: what is let through stands for what is hidden', async () => {
    const lost = await longUse(new ConfidenceGate(logIn().log), history(6000));
    expect(lost).toBeGreaterThan(0.01);
    expect(lost).toBeLessThan(0.08);
  });

  it('finds out that it was wrong', async () => {
    const gate = new ConfidenceGate(logIn().log);
    for (const one of history(800)) await gate.record(one);
    expect(await gate.judge('m', sure(-3))).toBe('hide');
    // The user comes to like what the model is unsure of.
    const random = uniform(5);
    await longUse(
      gate,
      Array.from({ length: 2000 }, (_, i) => outcome(-4 * random(), i % 2 === 0)),
    );
    expect(await gate.judge('m', sure(-3))).toBe('show');
  });
});
