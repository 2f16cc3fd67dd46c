import { beforeAll, expect, it } from 'vitest';
import { RelaxedEngine } from '../../../sidecar/drafts/verify/relaxedEngine';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { likeliest } from '../../../sidecar/engine/logits';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';

let engine: Engine;
let prompt: readonly TokenId[];
/** Likeliest tokens after the prompt, with their probabilities. */
let ranked: readonly { readonly id: TokenId; readonly p: number }[] = [];

beforeAll(async () => {
  ({ engine } = await openEngine(tinyModel()));
  // A place where the second guess is a good one, too.
  const tokens = engine.vocabulary.tokenize('def f(a, b):\n    return a + b\n\nclass A:\n    x = 1\n');
  for (let length = 2; length < tokens.length && !(ranked[1] && ranked[1].p >= 0.3); length++) {
    prompt = tokens.slice(0, length);
    await engine.sync(prompt, never);
    await engine.evaluate(prompt.slice(-1), {
      from: 0,
      signal: never,
      read: (_, logits) => {
        ranked = likeliest(logits, 3).map(({ id, logProbability }) => ({ id, p: Math.exp(logProbability) }));
      },
    });
  }
}, 60_000);

async function step(of: Engine, draft: readonly TokenId[]): Promise<readonly TokenId[]> {
  await engine.sync(prompt, never);
  return (await of.step(prompt.slice(-1), draft, { temperature: 0, seed: 1 })).tokens;
}

it('keeps a likely guess that greedy decoding refuses', async () => {
  const [best, second] = ranked;
  expect(second!.p).toBeGreaterThanOrEqual(0.3);
  expect((await step(engine, [second!.id]))[0]).toBe(best!.id);
  const kept = await step(new RelaxedEngine(engine, never), [second!.id]);
  expect(kept[0]).toBe(second!.id);
  expect(kept).toHaveLength(2);
});

it('refuses an unlikely guess, and writes what the model would', async () => {
  const unlikely = ranked[2]!;
  expect(unlikely.p).toBeLessThan(0.3);
  expect(await step(new RelaxedEngine(engine, never), [unlikely.id])).toEqual([ranked[0]!.id]);
});

it('is the engine itself without a draft', async () => {
  expect(await step(new RelaxedEngine(engine, never), [])).toEqual(await step(engine, []));
});
