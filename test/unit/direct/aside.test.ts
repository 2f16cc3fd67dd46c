import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DirectEngine } from '../../../sidecar/engine/direct/directEngine';
import { NativeContext, type Decoded } from '../../../sidecar/engine/direct/nativeContext';
import type { TokenId } from '../../../sidecar/engine/engine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cpu, never, openEngine } from '../sidecar/lib/openEngine';
import { distance, logProbabilities } from './lib/logProbabilities';

const prompt: TokenId[] = Array.from({ length: 300 }, (_, i) => 65 + ((i * 7) % 26));
const other: TokenId[] = Array.from({ length: 200 }, (_, i) => 97 + ((i * 5) % 26));
const nothing = { from: Infinity, read: () => undefined };

let engine: DirectEngine;
beforeAll(async () => {
  const loaded = await openEngine(
    tinyModel({ size: 'mid' }),
    { spec: { ...cpu, contextSize: 768 } },
    'direct',
  );
  if (!(loaded.engine instanceof DirectEngine)) throw new Error('another engine was opened');
  engine = loaded.engine;
});
beforeEach(async () => {
  vi.restoreAllMocks();
  await engine.rollback({ length: 0 });
});

/** The logits after each of the next tokens, and these. */
async function goOn(count: number) {
  const { reused } = await engine.sync(prompt, never);
  const tokens = [prompt.at(-1)!];
  const logits: Float32Array[] = [];
  const observe = (_: number, values: Float32Array) => logits.push(values.slice());
  while (tokens.length <= count) {
    tokens.push(...(await engine.step(tokens.slice(-1), [], { temperature: 0, seed: 0, observe })).tokens);
  }
  return { reused, tokens, logits };
}

describe('reading beside the cache', () => {
  it('leaves the cache as it was: the next completion is the same to the last digit, nothing evaluated anew', async () => {
    await engine.sync(prompt, never);
    const expected = await goOn(8);
    await engine.rollback({ length: 0 });
    await engine.sync(prompt, never);
    for (let round = 0; round < 3; round++) {
      await engine.aside.evaluate(other, { from: 20, read: () => undefined, signal: never });
      expect(engine.cached).toEqual(prompt.slice(0, -1));
    }
    expect(await goOn(8)).toEqual(expected);
    expect(expected.reused).toBe(prompt.length - 1);
  });

  it('shows what a model without anything in its cache says of the text', async () => {
    const expected: Float32Array[] = [];
    // In the same pieces: sums of other lengths round differently.
    await engine.evaluate(other, {
      from: 70,
      read: (_, logits) => expected.push(logProbabilities(logits)),
      signal: never,
    });
    await engine.sync(prompt, never);
    const seen: [number, Float32Array][] = [];
    await engine.aside.evaluate(other, {
      from: 70,
      read: (at, logits) => seen.push([at, logProbabilities(logits)]),
      signal: never,
    });
    expect(seen.map(([at]) => at)).toEqual(other.slice(70).map((_, at) => 70 + at));
    seen.forEach(([, logits], i) => expect(distance(logits, expected[i]!)).toBeLessThan(2e-3));
    expect(seen.some(([, logits], i) => distance(logits, expected[(i + 1) % expected.length]!) > 0.02)).toBe(
      true,
    );
  });

  it('has room for what the cache leaves, refuses more, and takes what fits to the last token', async () => {
    await engine.sync(prompt, never);
    const { room } = engine.aside;
    expect(room).toBe(engine.contextSize - (prompt.length - 1));
    const full = Array.from({ length: room }, (_, i) => 65 + (i % 26));
    await engine.aside.evaluate(full, { ...nothing, signal: never });
    await expect(engine.aside.evaluate([...full, 1], { ...nothing, signal: never })).rejects.toThrow(
      'do not fit',
    );
    expect((await goOn(3)).reused).toBe(prompt.length - 1);
  });

  it('stopped at any call, leaves the engine as it was', async () => {
    await engine.sync(prompt, never);
    const expected = await goOn(4);
    const ends = new Set<Decoded>();
    for (let call = 1; call <= 4; call++) {
      const abort = new AbortController();
      type Decode = (this: NativeContext, ...values: Parameters<NativeContext['decode']>) => Promise<Decoded>;
      const decode = Object.getOwnPropertyDescriptor(NativeContext.prototype, 'decode')!.value as Decode;
      let calls = 0;
      vi.spyOn(NativeContext.prototype, 'decode').mockImplementation(async function (
        this: NativeContext,
        ...values
      ) {
        if (++calls === call) setTimeout(() => abort.abort(new Error('enough')), 2);
        const end = await decode.apply(this, values);
        ends.add(end);
        return end;
      });
      const reading = engine.aside.evaluate(other, { from: 64, read: () => undefined, signal: abort.signal });
      // The last call may be done before.
      await reading.catch((error: unknown) => expect(error).toMatchObject({ message: 'enough' }));
      vi.restoreAllMocks();
      expect(await goOn(4)).toEqual(expected);
    }
    expect(ends).toContain('stopped');
  });

  it('failing at any call, leaves the engine as it was', async () => {
    await engine.sync(prompt, never);
    const expected = await goOn(4);
    for (let call = 1; call <= 4; call++) {
      let calls = 0;
      const read = (): void => {
        if (++calls === call) throw new Error('broken');
      };
      await expect(engine.aside.evaluate(other, { from: 0, read, signal: never })).rejects.toThrow('broken');
      expect(await goOn(4)).toEqual(expected);
    }
  });

  it('ends when the model is unloaded', async () => {
    const { engine: own } = await openEngine(tinyModel({ size: 'mid' }), {}, 'direct');
    const long = Array.from({ length: 1500 }, (_, i) => 65 + (i % 26));
    let seen = 0;
    const reading = own.aside!.evaluate(long, { from: 0, read: () => seen++, signal: never });
    const settled = Promise.allSettled([reading]);
    await vi.waitUntil(() => seen > 0, { timeout: 60_000 });
    await own.dispose();
    expect((await settled)[0]).toMatchObject({ status: 'rejected' });
    expect(seen).toBeLessThan(long.length);
    await expect(own.aside!.evaluate(long, { ...nothing, signal: never })).rejects.toThrow('unloaded');
  });
});
