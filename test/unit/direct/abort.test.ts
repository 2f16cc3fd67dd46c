import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { NativeContext, type Decoded } from '../../../sidecar/engine/direct/nativeContext';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';

const CHUNK = 64;
const prompt: TokenId[] = Array.from({ length: 400 }, (_, i) => 65 + ((i * 7) % 26));
const most = prompt.length - 1;

let engine: Engine;

/** Aborts a moment after decode call number `call` (from 1 on) has begun; tells how the calls ended. */
function abortIn(call: number): { signal: AbortSignal; ends: Decoded[] } {
  const abort = new AbortController();
  const ends: Decoded[] = [];
  type Decode = (this: NativeContext, ...values: Parameters<NativeContext['decode']>) => Promise<Decoded>;
  const decode = Object.getOwnPropertyDescriptor(NativeContext.prototype, 'decode')!.value as Decode;
  let calls = 0;
  vi.spyOn(NativeContext.prototype, 'decode').mockImplementation(async function (
    this: NativeContext,
    ...args
  ) {
    if (++calls === call) setTimeout(() => abort.abort(new Error('enough')), 3);
    const end = await decode.apply(this, args);
    ends.push(end);
    return end;
  });
  return { signal: abort.signal, ends };
}

beforeAll(async () => {
  engine = (await openEngine(tinyModel({ size: 'mid' }), {}, 'direct')).engine;
});
beforeEach(async () => {
  vi.restoreAllMocks();
  await engine.rollback({ length: 0 });
});

it('stops in a chunk, keeps those before it, and goes on from there', async () => {
  const { signal, ends } = abortIn(3);
  await expect(engine.sync(prompt, signal)).rejects.toThrow('enough');
  expect(ends).toEqual(['done', 'done', 'stopped']);
  expect(engine.cached).toEqual(prompt.slice(0, 2 * CHUNK));
  vi.restoreAllMocks();
  expect(await engine.sync(prompt, never)).toEqual({ reused: 2 * CHUNK, evaluated: most - 2 * CHUNK });
});

it('finishes the first chunk, so that each request brings the next one on', async () => {
  const { signal, ends } = abortIn(1);
  await expect(engine.sync(prompt, signal)).rejects.toThrow('enough');
  expect(ends).toEqual(['done']);
  expect(engine.cached).toEqual(prompt.slice(0, CHUNK));
});

it('leaves a cache that gives what a fresh evaluation gives', async () => {
  const tokens = prompt.slice(0, 300);
  /** The logits after `tokens`, of which the cache holds some or none. */
  const logitsAfter = async () => {
    const { reused } = await engine.sync(tokens, never);
    let seen: Float32Array = new Float32Array();
    const observe = (_: number, logits: Float32Array) => (seen = logits.slice());
    await engine.step(tokens.slice(-1), [], { temperature: 0, seed: 0, observe });
    return { reused, seen };
  };
  await expect(engine.sync(prompt, abortIn(3).signal)).rejects.toThrow('enough');
  const { reused, seen } = await logitsAfter();
  expect(reused).toBe(2 * CHUNK);
  await engine.rollback({ length: 0 });
  // In the same pieces: equal to the last digit.
  expect(await logitsAfter()).toEqual({ reused: 0, seen });
});

it('stops while logits are read', async () => {
  let seen = 0;
  const { signal, ends } = abortIn(2);
  await expect(engine.evaluate(prompt, { from: 0, read: () => seen++, signal })).rejects.toThrow('enough');
  expect(ends).toEqual(['done', 'stopped']);
  expect(seen).toBe(CHUNK);
  expect(engine.cached).toEqual(prompt.slice(0, CHUNK));
});

it('leaves the event loop free', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  await engine.sync(prompt, never);
  clearInterval(timer);
  // A chunk of the prompt takes many milliseconds.
  expect(ticks).toBeGreaterThan(prompt.length / CHUNK);
});

it('unloaded in the middle of a prompt, it stops, and refuses whatever comes after', async () => {
  const { engine: other } = await openEngine(tinyModel({ size: 'mid' }), {}, 'direct');
  const asked = [other.sync(prompt, never), other.step([1], [], { temperature: 0, seed: 0 })];
  const settled = Promise.allSettled(asked);
  await vi.waitUntil(() => other.cached.length > 0, { timeout: 60_000 });
  await other.dispose();
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(other.cached.length).toBeLessThan(most);
  await expect(other.sync(prompt, never)).rejects.toThrow('unloaded');
});
