import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Sidecar } from '../../../sidecar/connect';
import {
  ForgetOutcomesRequest,
  OutcomeNotification,
  type CompleteResult,
  type Confidence,
  type OutcomeParams,
} from '../../../sidecar/protocol';
import { complete, start } from './lib/sidecar';

/** A real process with a cache folder of its own, and what its tiny model answers when nothing is hidden. */
async function open(): Promise<{
  readonly sidecar: Sidecar;
  readonly file: string;
  readonly plain: CompleteResult;
  readonly confidence: Confidence;
}> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'unsure-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const sidecar = await start({ TOKOSCOPE_CACHE: folder, TOKOSCOPE_BINDING: 'direct' });
  const plain = await complete(sidecar, { hideUnsure: true });
  return { sidecar, file: path.join(folder, 'outcomes.jsonl'), plain, confidence: plain.stats.confidence! };
}

/** Completions about as unsure as `confidence` are turned away, and those that are much surer taken. */
async function learn(sidecar: Sidecar, model: string, confidence: Confidence): Promise<void> {
  for (let i = 0; i < 30; i++) {
    for (const accepted of [true, false]) {
      const q25 = confidence.q25 + (accepted ? 2 : 0) + i / 100;
      await sidecar.connection.sendNotification(OutcomeNotification, {
        model,
        confidence: { ...confidence, q25 },
        accepted,
      });
    }
  }
}

describe('an answer that is too unsure', () => {
  it('is hidden once that is known, but for every tenth, and shown again when all is forgotten', async () => {
    const { sidecar, file, plain, confidence } = await open();
    expect(plain.text).not.toBe('');
    expect(plain).not.toHaveProperty('letThrough');
    await learn(sidecar, plain.model.path, confidence);
    const answers: CompleteResult[] = [];
    for (let i = 0; i < 10; i++) answers.push(await complete(sidecar, { hideUnsure: true }));
    for (const one of answers.slice(0, 9)) {
      expect(one).toMatchObject({ text: '', raw: plain.raw, filters: [...plain.filters, 'unsure'] });
    }
    expect(answers[9]).toMatchObject({ text: plain.text, filters: plain.filters, letThrough: true });

    expect((await complete(sidecar)).text).toBe(plain.text);
    const chosen = await complete(sidecar, { hideUnsure: true, alternatives: 2 });
    expect(chosen.text).toBe(plain.text);

    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(60);
    await sidecar.connection.sendRequest(ForgetOutcomesRequest, null);
    expect(existsSync(file)).toBe(false);
    expect((await complete(sidecar, { hideUnsure: true })).text).toBe(plain.text);
  });

  it('is hidden by what an earlier process learnt, and for no other model', async () => {
    const { sidecar, file, plain, confidence } = await open();
    await learn(sidecar, '/another/model.gguf', confidence);
    expect((await complete(sidecar, { hideUnsure: true })).text).toBe(plain.text);
    await learn(sidecar, plain.model.path, confidence);
    expect((await complete(sidecar, { hideUnsure: true })).text).toBe('');
    await sidecar.dispose();
    const next = await start({ TOKOSCOPE_CACHE: path.dirname(file), TOKOSCOPE_BINDING: 'direct' });
    expect((await complete(next, { hideUnsure: true })).text).toBe('');
  });

  it('is shown where nobody measured how sure the model was', async () => {
    const { sidecar, file, plain, confidence } = await open();
    await learn(sidecar, plain.model.path, confidence);
    expect((await complete(sidecar, { hideUnsure: true })).text).toBe('');
    await sidecar.dispose();
    const other = await start({ TOKOSCOPE_CACHE: path.dirname(file), TOKOSCOPE_BINDING: 'node-llama-cpp' });
    const answer = await complete(other, { hideUnsure: true });
    expect(answer.stats.confidence).toBeUndefined();
    expect(answer.text).toBe(plain.text);
  });

  it('needs outcomes that make sense: others are ignored, and the next request works', async () => {
    const { sidecar, file, plain, confidence } = await open();
    const good: OutcomeParams = { model: plain.model.path, confidence, accepted: true };
    const damaged: readonly unknown[] = [
      { ...good, confidence: { ...confidence, q25: null } },
      { ...good, confidence: { ...confidence, mean: 'high' } },
      { ...good, confidence: undefined },
      { ...good, accepted: 1 },
      { ...good, model: 7 },
      { ...good, letThrough: 'yes' },
      null,
    ];
    for (const one of damaged) {
      await sidecar.connection.sendNotification(OutcomeNotification.method, one);
    }
    expect((await complete(sidecar, { hideUnsure: true })).text).toBe(plain.text);
    expect(existsSync(file)).toBe(false);
    await sidecar.connection.sendNotification(OutcomeNotification, good);
    await complete(sidecar, { hideUnsure: true });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(good);
  });
});
