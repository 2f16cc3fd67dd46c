import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { distribution, draw, type Probabilities } from '../../../sidecar/drafts/verify/distribution';
import { uniforms } from '../../../sidecar/drafts/verify/random';
import { stepWithDistributions, type StepOptions } from '../../../sidecar/drafts/verify/step';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { chiSquare } from './lib/chiSquare';

const GREEDY: StepOptions = { sampling: { temperature: 0 }, seed: 0, signal: never };
const SAMPLED: StepOptions = { sampling: { temperature: 1.5, topK: 4 }, seed: 0, signal: never };

let engine: Engine;
let prompt: TokenId[];
let greedy: TokenId[];
beforeAll(async () => {
  engine = (await openEngine(tinyModel())).engine;
  prompt = engine.vocabulary.tokenize('def parse_header(stream, limit=1024):\n    fields = ');
  await engine.sync(prompt, never);
  greedy = [];
  while (greedy.length < 20) {
    const last = greedy.at(-1) ?? prompt.at(-1)!;
    greedy.push(...(await engine.step([last], [], { temperature: 0, seed: 0 })).tokens);
  }
}, 120_000);
beforeEach(() => engine.sync(prompt, never));

/** The model's distribution after `tokens`. */
async function after(tokens: readonly TokenId[], { sampling }: StepOptions): Promise<Probabilities> {
  await engine.sync(tokens, never);
  const found = new Float32Array(engine.vocabulary.size);
  await engine.evaluate(tokens.slice(-1), {
    from: 0,
    signal: never,
    read: (_, logits) => distribution(logits, sampling, found),
  });
  return found;
}

describe('a step with distributions', () => {
  it('at temperature 0 writes what plain steps write, whatever the draft', async () => {
    const input = prompt.slice(-1);
    const right = await stepWithDistributions(engine, input, greedy.slice(0, 6), [], GREEDY);
    expect(right).toEqual({ tokens: greedy.slice(0, 7), drafted: 6, accepted: 6, decodes: 1 });
    expect(engine.cached).toEqual([...prompt, ...greedy.slice(0, 6)]);

    await engine.sync(prompt, never);
    const wrong = [...greedy.slice(0, 2), greedy[2]! ^ 1, ...greedy.slice(3, 5)];
    const half = await stepWithDistributions(engine, input, wrong, [], GREEDY);
    expect(half).toEqual({ tokens: greedy.slice(0, 3), drafted: 5, accepted: 2, decodes: 1 });
    expect(engine.cached).toEqual([...prompt, ...greedy.slice(0, 2)]);
  });

  it('shows the logits of every position, of wrong drafts too', async () => {
    const seen: number[] = [];
    const observe = (at: number): number => seen.push(at);
    await stepWithDistributions(engine, prompt.slice(-1), [1, 2, 3], [], { ...GREEDY, observe });
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('above it is distributed as the model says, for drafts drawn from another distribution', async () => {
    const model = await after(prompt, SAMPLED);
    const likely = [...model.keys()].filter((id) => model[id]! > 0);
    expect(likely).toHaveLength(4);
    // A draft model that turns the odds around, and knows a token that the model would not write.
    const draft = new Float32Array(model.length);
    likely.forEach((id, i) => (draft[id] = model[likely[3 - i]!]! * 0.9));
    draft[likely[0]! + 1] = 0.1;
    const first: number[] = likely.map(() => 0);
    const second: number[] = [];
    const best = likely.reduce((a, b) => (model[b]! > model[a]! ? b : a));
    const next = await after([...prompt, best], SAMPLED);
    const follow = [...next.keys()].filter((id) => next[id]! > 0);
    follow.forEach(() => second.push(0));
    let accepted = 0;
    for (let seed = 0; seed < 1500; seed++) {
      await engine.sync(prompt, never);
      const token = draw(draft, uniforms(seed, 1)());
      const step = await stepWithDistributions(engine, prompt.slice(-1), [token], [draft], {
        ...SAMPLED,
        seed,
      });
      accepted += step.accepted;
      first[likely.indexOf(step.tokens[0]!)]!++;
      if (step.accepted === 1 && token === best) second[follow.indexOf(step.tokens[1]!)]!++;
    }
    const of = (p: Probabilities, ids: readonly number[]): number[] => ids.map((id) => p[id]!);
    expect(first.reduce((a, b) => a + b)).toBe(1500);
    expect(chiSquare(first, of(model, likely))).toBeGreaterThan(1e-3);
    expect(chiSquare(second, of(next, follow))).toBeGreaterThan(1e-3);
    // What full rejection sampling accepts at best: what the two distributions share.
    const shared = likely.reduce((sum, id) => sum + Math.min(model[id]!, draft[id]!), 0);
    expect(accepted / 1500).toBeCloseTo(shared, 1);
  });

  it('repeats itself with the same seed', async () => {
    const write = async (seed: number): Promise<TokenId[]> => {
      const all = [...prompt];
      await engine.sync(all, never);
      while (all.length < prompt.length + 12) {
        all.push(
          ...(await stepWithDistributions(engine, all.slice(-1), [], [], { ...SAMPLED, seed })).tokens,
        );
      }
      return all;
    };
    expect(await write(3)).toEqual(await write(3));
    expect(await write(3)).not.toEqual(await write(4));
  });

  it('takes of a draft what fits the context', async () => {
    const full = Array.from({ length: engine.contextSize - 2 }, (_, i) => 65 + (i % 20));
    await engine.sync(full, never);
    const step = await stepWithDistributions(engine, full.slice(-1), [1, 2, 3, 4, 5], [], GREEDY);
    expect(step.drafted).toBe(2);
    expect(engine.cached.length).toBeLessThanOrEqual(engine.contextSize);
  });

  it('leaves the cache as it was when it is cancelled or fails', async () => {
    const held = [...engine.cached];
    const abort = new AbortController();
    const observe = (at: number): void => {
      if (at === 3) abort.abort(new Error('enough'));
    };
    const draft = Array.from({ length: 16 }, (_, i) => 65 + i);
    const options = { ...GREEDY, signal: abort.signal, observe };
    await expect(stepWithDistributions(engine, prompt.slice(-1), draft, [], options)).rejects.toThrow(
      'enough',
    );
    expect(engine.cached).toEqual(held);
    const failing = {
      ...GREEDY,
      observe: () => {
        throw new Error('a reader fails');
      },
    };
    await expect(stepWithDistributions(engine, prompt.slice(-1), draft, [], failing)).rejects.toThrow(
      'a reader',
    );
    expect(engine.cached).toEqual(held);
    expect((await stepWithDistributions(engine, prompt.slice(-1), [], [], GREEDY)).tokens).toEqual([
      greedy[0],
    ]);
  });
});
