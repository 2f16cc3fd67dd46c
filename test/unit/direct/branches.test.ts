import { beforeAll, beforeEach, expect, it } from 'vitest';
import { DirectEngine } from '../../../sidecar/engine/direct/directEngine';
import type { TokenId } from '../../../sidecar/engine/engine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { distance, distributions, logProbabilities } from './lib/logProbabilities';

const TEXT = 'class Reader:\n    def __init__(self, stream, limit=1024):\n        self.';
/** What follows the text in each branch; they part at the first, second and third token. */
const WAYS: readonly (readonly TokenId[])[] = [
  [260, 100, 101, 102],
  [260, 100, 7, 8],
  [260, 9, 10, 11],
  [300, 12, 13, 14],
  [301],
];

let engine: DirectEngine;
let prompt: TokenId[];

beforeAll(async () => {
  const loaded = await openEngine(tinyModel(), {}, 'direct');
  if (!(loaded.engine instanceof DirectEngine)) throw new Error('another engine was opened');
  engine = loaded.engine;
  prompt = engine.vocabulary.tokenize(TEXT);
});
beforeEach(async () => {
  await engine.rollback({ length: 0 });
  await engine.evaluate(prompt, { from: prompt.length, read: () => undefined, signal: never });
});

it('each branch is what linear decoding of its tokens gives', async () => {
  const branches = await engine.branches(WAYS.length);
  const seen = WAYS.map((): Float32Array[] => []);
  for (let at = 0; at < 4; at++) {
    await branches.step(
      WAYS.map((way) => way[at]),
      (branch, logits) => seen[branch]!.push(logProbabilities(logits)),
    );
  }
  await branches.close();
  expect(engine.cached).toEqual(prompt);

  for (const [branch, way] of WAYS.entries()) {
    const linear = (await distributions(engine, [...prompt, ...way])).slice(prompt.length);
    expect(seen[branch]).toHaveLength(way.length);
    linear.forEach((expected, at) => expect(distance(seen[branch]![at]!, expected)).toBeLessThan(1e-4));
    const other = WAYS.findIndex((one) => one !== way && one.at(-1) !== way.at(-1));
    expect(distance(seen[other]!.at(-1)!, linear.at(-1)!)).toBeGreaterThan(1e-3);
  }
});

it('leave the engine as it was, closed or forgotten', async () => {
  const want = { temperature: 0, seed: 0 };
  const expected = await engine.step([5], [], want);
  await engine.rollback({ length: prompt.length });
  const branches = await engine.branches(3);
  await branches.step([1, 2, 3], () => undefined);
  const others = await engine.branches(2);
  await expect(branches.step([1, 2, 3], () => undefined)).rejects.toThrow('closed');
  await others.step([4, undefined], () => undefined);
  expect(await engine.step([5], [], want)).toEqual(expected);
  await others.close();
  await others.close();
  expect(engine.cached).toEqual([...prompt, 5]);
});

it('have room where the engine’s own context is full, and say when there is none', async () => {
  const full = Array.from({ length: engine.contextSize }, (_, i) => 65 + (i % 20));
  await engine.rollback({ length: 0 });
  await engine.evaluate(full, { from: full.length, read: () => undefined, signal: never });
  const branches = await engine.branches(60);
  const step = () =>
    branches.step(
      Array.from({ length: 60 }, (_, i) => i),
      () => undefined,
    );
  for (let at = 0; at < 4; at++) await step();
  await expect(step()).rejects.toThrow('no room');
  await branches.close();
  expect(engine.cached).toEqual(full);
  await expect(engine.branches(64)).rejects.toThrow(RangeError);
});
