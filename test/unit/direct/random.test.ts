import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDirect } from '../../../sidecar/engine/direct/load';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cpu, never } from '../sidecar/lib/openEngine';
import { openLlama } from '../sidecar/lib/openLlama';
import { distance, logProbabilities, numbers } from './lib/logProbabilities';

const OPERATIONS = 1000;
/** Every so many operations the cache is compared with a fresh evaluation of the same tokens. */
const COMPARED = 10;
const LONGEST = 160;
const CHUNK = 16;
const SEED = 20;
/** Pieces of other lengths are summed in another order, which half precision shows in the fourth digit. */
const ROUNDING = 1e-3;

let engine: Engine;
let fresh: Engine;
const random = numbers(SEED);
const some = (most: number): TokenId[] => Array.from({ length: 1 + random(most) }, () => random(600));

/** What the cache should hold. */
let expected: TokenId[] = [];

async function open(): Promise<Engine> {
  const { engine: opened } = await loadDirect({
    llama: await openLlama(),
    contextSize: 512,
    promptChunk: CHUNK,
    threads: 1,
    onGpu: false,
    tokenizer: undefined,
    request: {
      path: tinyModel(),
      spec: cpu,
      trainedContextSize: 0,
      log: () => undefined,
      signal: never,
      onProgress: () => undefined,
      preflight: () => undefined,
    },
  });
  return opened;
}

/** The distribution after `tokens`, evaluated from nothing. */
async function afresh(tokens: readonly TokenId[]): Promise<Float32Array> {
  let last: Float32Array = new Float32Array();
  await fresh.rollback({ length: 0 });
  await fresh.evaluate(tokens, {
    from: tokens.length - 1,
    read: (_, logits) => (last = logProbabilities(logits)),
    signal: never,
  });
  return last;
}

/** A prompt that begins as the cache does, up to some point. */
function edited(): TokenId[] {
  return [...expected.slice(0, random(expected.length + 1)), ...some(60)];
}

async function sync(): Promise<void> {
  const prompt = edited();
  const { evaluated, reused } = await engine.sync(prompt, never);
  const shared = prompt.slice(0, -1).findIndex((token, at) => token !== expected[at]);
  expect(reused).toBe(shared < 0 ? prompt.length - 1 : shared);
  expect(evaluated + reused).toBe(prompt.length - 1);
  expected = prompt.slice(0, -1);
}

async function abortedSync(): Promise<void> {
  const prompt = [...edited(), ...some(60)];
  const abort = new AbortController();
  const turns = random(12);
  const running = engine.sync(prompt, abort.signal).catch((error: unknown) => error);
  // Somewhere between the first call and the last, mostly while one is running.
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
  abort.abort(new Error('enough'));
  await running;
  const kept = engine.cached;
  // Before it began, it left the cache as it was.
  const began = kept.length !== expected.length || kept.some((token, at) => token !== expected[at]);
  if (began) expect(kept).toEqual(prompt.slice(0, kept.length));
  expected = [...kept];
}

async function step(): Promise<void> {
  const [input, temperature, seed] = [some(3), random(2), random(100)];
  const [choice] = (await engine.step(input, [], { temperature, seed })).tokens;
  await engine.rollback({ length: expected.length });
  const draft = random(2) === 0 ? some(4) : [choice!, ...some(3)];
  const result = await engine.step(input, draft, { temperature, seed });
  expect(result.tokens[0]).toBe(choice);
  expect(result.drafted).toBe(draft.length);
  expect(result.tokens.slice(0, -1)).toEqual(draft.slice(0, result.accepted));
  expected.push(...input, ...draft.slice(0, result.accepted));
}

async function rollback(): Promise<void> {
  const length = random(expected.length + 1);
  await engine.rollback({ length });
  expected.length = length;
}

async function evaluate(): Promise<void> {
  const tokens = some(40);
  const seen: number[] = [];
  const from = random(tokens.length + 1);
  await engine.evaluate(tokens, { from, read: (at) => seen.push(at), signal: never });
  expect(seen).toEqual(Array.from({ length: tokens.length - from }, (_, i) => from + i));
  expected.push(...tokens);
}

async function branches(): Promise<void> {
  if (expected.length === 0) return;
  const ways = Array.from({ length: 1 + random(5) }, () => some(3));
  const open = await engine.branches!(ways.length);
  const ends: Float32Array[] = [];
  for (let at = 0; at < 3; at++) {
    await open.step(
      ways.map((way) => way[at]),
      (branch, logits) => (ends[branch] = logProbabilities(logits)),
    );
  }
  await open.close();
  const one = random(ways.length);
  expect(distance(ends[one]!, await afresh([...expected, ...ways[one]!]))).toBeLessThan(ROUNDING);
}

const OPERATION = [sync, sync, abortedSync, abortedSync, step, step, rollback, evaluate, branches];

beforeAll(async () => {
  [engine, fresh] = [await open(), await open()];
});
afterAll(async () => {
  await engine.dispose();
  await fresh.dispose();
});

it(`${OPERATIONS} random operations leave what a fresh evaluation gives`, async () => {
  const kinds = new Set<string>();
  /** Comparisons in which a wrong token in the cache would have shown, and all. */
  let [telling, compared] = [0, 0];
  for (let done = 0; done < OPERATIONS; done++) {
    if (expected.length > LONGEST) await rollback();
    const operation = OPERATION[random(OPERATION.length)]!;
    kinds.add(operation.name);
    await operation();
    expect(engine.cached, `${operation.name}, operation ${done}`).toEqual(expected);
    if (done % COMPARED !== 0) continue;
    const token = random(600);
    let now: Float32Array = new Float32Array();
    await engine.evaluate([token], {
      from: 0,
      read: (_, logits) => (now = logProbabilities(logits)),
      signal: never,
    });
    expected.push(token);
    expect(distance(now, await afresh(expected)), `${operation.name}, operation ${done}`).toBeLessThan(
      ROUNDING,
    );
    if (expected.length < 2) continue;
    const wrong = expected.with(-2, (expected.at(-2)! + 1) % 600);
    compared++;
    if (distance(now, await afresh(wrong)) > ROUNDING) telling++;
  }
  expect(kinds.size).toBe(new Set(OPERATION).size);
  // Some tokens are nearly alike to a model with random weights.
  expect(telling).toBeGreaterThan(0.9 * compared);
}, 600_000);
