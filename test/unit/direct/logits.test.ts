import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { plainGreedy } from '../sidecar/lib/plainGreedy';
import { distance, distributions } from './lib/logProbabilities';

const PROMPTS = [
  'x',
  'for (let i = 0; i < count; i++) {\n  total += ',
  'SELECT name, age FROM people WHERE ',
  'naïve café 日本語 🙂 <|fim_prefix|>',
  '\n\n\t\treturn;\n}\n'.repeat(20),
];
const LENGTH = 24;

let direct: Engine;
let library: Engine;

beforeAll(async () => {
  direct = (await openEngine(tinyModel(), {}, 'direct')).engine;
  library = (await openEngine(tinyModel(), {}, 'node-llama-cpp')).engine;
  expect(direct.constructor).not.toBe(library.constructor);
});

it('both have the same vocabulary', () => {
  const { vocabulary } = library;
  expect(direct.vocabulary.size).toBe(vocabulary.size);
  expect(direct.contextSize).toBe(library.contextSize);
  expect(direct.vocabulary.beginOfSequence).toBe(vocabulary.beginOfSequence);
  for (const text of PROMPTS) expect(direct.vocabulary.tokenize(text)).toEqual(vocabulary.tokenize(text));
  for (let id = 0; id < vocabulary.size; id++) {
    expect(direct.vocabulary.tokenBytes(id)).toEqual(vocabulary.tokenBytes(id));
    expect(direct.vocabulary.isEndOfGeneration(id)).toBe(vocabulary.isEndOfGeneration(id));
  }
});

describe.each(PROMPTS.map((text) => [JSON.stringify(text).slice(0, 24), text]))('%s', (_, text) => {
  async function greedy(engine: Engine): Promise<TokenId[]> {
    const prompt = engine.vocabulary.tokenize(text);
    await engine.sync(prompt, never);
    const tokens: TokenId[] = [];
    while (tokens.length < LENGTH) {
      const step = await engine.step([tokens.at(-1) ?? prompt.at(-1)!], [], { temperature: 0, seed: 0 });
      tokens.push(...step.tokens);
    }
    return tokens;
  }

  it('has the same greedy answer from both and from the library itself', async () => {
    const tokens = await greedy(direct);
    expect(tokens).toEqual(await greedy(library));
    expect(tokens).toEqual(await plainGreedy(tinyModel(), direct.vocabulary.tokenize(text), LENGTH));
  });

  it('has the same probabilities after each token', async () => {
    const tokens = direct.vocabulary.tokenize(text);
    const [ours, theirs] = [await distributions(direct, tokens), await distributions(library, tokens)];
    expect(ours).toHaveLength(tokens.length);
    ours.forEach((one, at) => expect(distance(one, theirs[at]!)).toBeLessThan(1e-4));
  });
});

it('shows a step’s logits at each position, of wrong drafts too, once', async () => {
  const prompt = direct.vocabulary.tokenize(PROMPTS[1]!);
  await direct.sync(prompt, never);
  const seen: number[] = [];
  const shown: Float32Array[] = [];
  const observe = (at: number, logits: Float32Array) => {
    seen.push(at);
    shown.push(logits.slice());
  };
  const draft = [3, 4, 5];
  const step = await direct.step(prompt.slice(-1), draft, { temperature: 0, seed: 0, observe });
  expect(step.accepted).toBe(0);
  expect(seen).toEqual([0, 1, 2, 3]);
  const expected = (await distributions(direct, [...prompt, ...draft])).slice(prompt.length - 1);
  shown.forEach((logits, at) => {
    const whole = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    expect(
      distance(
        logits.map((logit) => logit - whole),
        expected[at]!,
      ),
    ).toBeLessThan(1e-4);
  });
});
