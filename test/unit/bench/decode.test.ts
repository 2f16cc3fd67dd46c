import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { legRows, ratioRows, takeSamples } from '../../bench/decode/compare';
import type { Leg } from '../../bench/decode/leg';
import { openLibrary } from '../../bench/decode/library';
import { cancelToIdle, openOurs, oursLeg } from '../../bench/decode/ours';
import { readPrompts } from '../../bench/decode/prompts';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { root } from '../../lib/scriptPaths.mjs';

const options = { file: tinyModel(), gpu: 'cpu', threads: 1 } as const;
const { engine } = await openOurs('node-llama-cpp', options);
const ours = oursLeg('ours', engine);
const library = await openLibrary(options);
const data = path.join(root, 'test/bench/data/human-eval-infilling');
const prompts = await readPrompts(data, engine.vocabulary, { count: 3, length: 200 });

afterAll(async () => {
  await library.dispose();
  await ours.dispose();
});

describe('the decode bench', () => {
  it('has prompts of the length asked for, and the same with one more character', () => {
    expect(prompts.length).toBe(3);
    const bytes = (ids: readonly number[]): Buffer =>
      Buffer.concat(ids.map((id) => engine.vocabulary.tokenBytes(id)));
    for (const { before, after } of prompts) {
      expect(before.length).toBe(200);
      const [text, typed] = [bytes(before), bytes(after)];
      expect(typed.length).toBe(text.length + 1);
      expect(typed.subarray(0, text.length)).toEqual(text);
    }
  });

  it('has legs that write the same tokens, and as many as they are asked for', async () => {
    const [first, second] = prompts;
    const expected = await ours.write(first!.before, 12);
    expect(expected.tokens.length).toBe(12);
    expect((await library.write(first!.before, 12)).tokens).toEqual(expected.tokens);
    // Nothing is left of another prompt.
    await ours.write(second!.before, 12);
    expect((await ours.write(first!.before, 12)).tokens).toEqual(expected.tokens);
  });

  it('evaluates little for a typed character, and everything for a cold prompt', async () => {
    for (const leg of [ours, library]) {
      const { before, after } = prompts[0]!;
      await leg.write(before, 4);
      const shared = after.findIndex((id, at) => id !== before[at]);
      expect((await leg.next(after)).evaluated).toBe(after.length - shared);
    }
    await engine.rollback({ length: 0 });
    expect((await ours.next(prompts[0]!.before)).evaluated).toBe(200);
  });

  it('leaves a cancelled engine in order', async () => {
    const { before } = prompts[0]!;
    const { tokens } = await ours.write(before, 8);
    expect(await cancelToIdle(engine, prompts[1]!.before, 0)).toBeGreaterThanOrEqual(0);
    expect((await ours.write(before, 8)).tokens).toEqual(tokens);
  });

  it('takes turns, leaves the first prompt out, and divides our times by the others', async () => {
    const order: string[] = [];
    const fake = (name: string, factor: number, tokens: readonly number[]): Leg => ({
      name,
      write: () => {
        order.push(name);
        return Promise.resolve({ tokens, firstMs: 100 * factor, perTokenMs: 10 * factor });
      },
      next: () => Promise.resolve({ ms: 5 * factor, evaluated: 1 }),
      dispose: () => Promise.resolve(),
    });
    const legs = [fake('ours', 2, [1, 2]), fake('llama-server', 1, [1, 3])];
    const samples = await takeSamples(legs, prompts, 2, () => undefined);
    expect(order).toEqual(['ours', 'llama-server', 'llama-server', 'ours', 'ours', 'llama-server']);
    expect([...samples.values()].map(({ length }) => length)).toEqual([2, 2]);
    expect(legRows(samples).map((row) => row['answers as in the first row'])).toEqual(['2 of 2', '0 of 2']);
    const ratios = ratioRows(samples, 1);
    expect(ratios).toEqual([
      {
        name: 'ours / llama-server',
        'cold prompt': 2,
        target: '<= 1.05',
        reached: 'no',
        'each token': 2,
        'a typed character': 2,
      },
    ]);
  });
});
