import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompletionModel } from '../../../sidecar/completion/complete';
import { decode } from '../../../sidecar/completion/decode';
import type { Generated } from '../../../sidecar/completion/generate';
import { prepare } from '../../../sidecar/completion/prepare';
import { Drafter, type Drafting } from '../../../sidecar/drafts/drafter';
import { MASK, MaskSource, MOST_MASKS } from '../../../sidecar/drafts/masks';
import type { DraftSource } from '../../../sidecar/drafts/source';
import { SOURCES } from '../../../sidecar/drafts/sources';
import { RelaxedEngine } from '../../../sidecar/drafts/verify/relaxedEngine';
import type { Engine, Logits, StepResult, TokenId, Want } from '../../../sidecar/engine/engine';
import { bestToken } from '../../../sidecar/engine/logits';
import { detectFim } from '../../../sidecar/fim/index';
import type { CompleteParams, LoadedModel } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { paramsOf } from '../sidecar/lib/sidecar';
import { OracleEngine } from './lib/oracleEngine';
import { expectSame } from './lib/ties';

const GREEDY: Want = { temperature: 0, seed: 0 };
const PREFIXES = [
  'total = 0\nfor item in items:\n    total += item\nfor item in items:\n    tot',
  'def parse_header(stream, limit=1024):\n    fields = {}\n    for number, line in ',
  'class Point:\n    def __init__(self, x, y):\n        self.x = x\n\n    def ',
];

let engine: Engine;
let mask: TokenId;
beforeAll(async () => {
  engine = (await openEngine(tinyModel({ mask: 'silent' }))).engine;
  mask = engine.vocabulary.special(MASK)!;
});

function modelOf(of: Engine, sources: (engine: Engine) => readonly DraftSource[]): CompletionModel {
  const format = detectFim(of.vocabulary, 'qwen2', '');
  return { engine: of, drafter: new Drafter(sources(of)), format, info: {} as LoadedModel };
}

const onlyMasks = (of: Engine): DraftSource[] => [new MaskSource(of)];
const all = (of: Engine): DraftSource[] => SOURCES.map((create) => create(of));

interface Written extends Generated {
  readonly prompt: readonly TokenId[];
}

async function write(
  model: CompletionModel,
  manner: Drafting,
  params: Partial<CompleteParams>,
): Promise<Written> {
  const prepared = await prepare(model, paramsOf({ maxTokens: 32, ...params }), never);
  const { tokens, chosen } = prepared!.start;
  const written = await decode(prepared!, model.drafter, manner);
  return { ...written, prompt: tokens.slice(0, tokens.length - chosen) };
}

describe('decoding with masks', () => {
  it('has a vocabulary to try it with', () => {
    expect(mask).toBeGreaterThan(0);
    expect(engine.vocabulary.tokenBytes(mask)).toHaveLength(0);
  });

  it.each([0, 0.8])(
    'writes the same at temperature %s, with what an untrained model says',
    async (temperature) => {
      for (const prefix of PREFIXES) {
        const plain = await write(modelOf(engine, onlyMasks), 'off', { prefix, temperature });
        const masked = await write(modelOf(engine, onlyMasks), 'always', { prefix, temperature });
        await expectSame(engine, plain.prompt, masked.tokens, plain.tokens);
      }
    },
  );

  it('writes the same whichever of them are right, with other sources and without', async () => {
    const plain: Written[] = [];
    for (const prefix of PREFIXES) plain.push(await write(modelOf(engine, onlyMasks), 'off', { prefix }));
    let [accepted, wrong, auto] = [0, 0, 0];
    const cases = fc.record({
      text: fc.nat(PREFIXES.length - 1),
      // How often they are right, from never to always.
      right: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
      manner: fc.constantFrom<Drafting>('always', 'auto'),
      sources: fc.constantFrom(onlyMasks, all),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ text, right, manner, sources }) => {
        const expected = plain[text]!;
        const oracle = new OracleEngine(engine, (position) => {
          const token = expected.tokens[position - expected.prompt.length] ?? 1;
          return right[position % right.length]! ? token : (token + 1) % 300;
        });
        const model = modelOf(oracle, sources);
        const prefix = PREFIXES[text]!;
        // The first request in 'auto' says what a decode costs.
        if (manner === 'auto') await write(model, manner, { prefix });
        const masked = await write(model, manner, { prefix });
        await expectSame(engine, expected.prompt, masked.tokens, expected.tokens);
        const { drafted = 0, accepted: taken = 0 } = model.drafter.stats['masks'] ?? {};
        expect(masked.drafted).toBeGreaterThanOrEqual(drafted);
        expect(engine.cached).not.toContain(mask);
        accepted += taken;
        wrong += drafted - taken;
        if (manner === 'auto') auto += oracle.probed;
      }),
      { numRuns: 40, seed: 1 },
    );
    expect(accepted).toBeGreaterThan(20);
    expect(wrong).toBeGreaterThan(20);
    expect(auto).toBeGreaterThan(0);
  }, 120_000);

  it('takes several tokens a decode where they are right, at a temperature too', async () => {
    for (const temperature of [0, 0.8]) {
      const params = { prefix: PREFIXES[0]!, temperature };
      const plain = await write(modelOf(engine, onlyMasks), 'off', params);
      const oracle = new OracleEngine(
        engine,
        (position) => plain.tokens[position - plain.prompt.length] ?? 1,
      );
      const model = modelOf(oracle, onlyMasks);
      const masked = await write(model, 'always', params);
      expect(masked.tokens).toEqual(plain.tokens);
      expect(masked.decodes).toBeLessThan(plain.decodes / 3);
      const { drafted, accepted } = model.drafter.stats['masks']!;
      expect({ drafted, accepted }).toEqual({ drafted: masked.drafted, accepted: masked.accepted });
      expect(oracle.probed).toBeGreaterThanOrEqual(drafted);
      expect(oracle.shown).toBe(oracle.probed);
    }
  });

  it('lets no other source see a mask, nor the logits after one', async () => {
    const seen = new Set<TokenId | undefined>();
    let shown = 0;
    const watcher: DraftSource = {
      name: 'watcher',
      begin: () => undefined,
      propose: () => undefined,
      push: ({ tokens }) => tokens.forEach((token) => seen.add(token)),
      observe: (before, token) => {
        shown++;
        seen.add(before).add(token);
      },
    };
    const oracle = new OracleEngine(engine, () => 5);
    const model = modelOf(oracle, (of) => [new MaskSource(of), watcher]);
    const written = await write(model, 'always', { prefix: PREFIXES[1]! });
    expect(oracle.probed).toBeGreaterThan(20);
    expect(seen.size).toBeGreaterThan(5);
    expect(seen).not.toContain(mask);
    expect(shown).toBe(written.decodes + written.drafted);
  });

  it('has none where the binding makes logits dear', async () => {
    const file = tinyModel({ mask: 'silent' });
    const other = (await openEngine(file, {}, 'node-llama-cpp')).engine;
    expect(other.logitsAreCheap).toBe(false);
    const before = other.evaluatedTokens;
    const oracle = new OracleEngine(other, () => 5);
    const { prompt, decodes } = await write(modelOf(oracle, onlyMasks), 'always', { prefix: PREFIXES[1]! });
    expect(oracle.probed).toBe(0);
    expect(other.evaluatedTokens - before).toBeLessThan(prompt.length + 2 * decodes);
  });
});

describe('a step with probes', () => {
  let loud: Engine;
  let loudMask: TokenId;
  const text = (): TokenId[] => loud.vocabulary.tokenize(PREFIXES[2]!);
  beforeAll(async () => {
    loud = (
      await openEngine(tinyModel({ mask: 'loud' }), {
        spec: { gpu: 'cpu', contextSize: 256, gpuLayers: 'auto', threads: 1 },
      })
    ).engine;
    loudMask = loud.vocabulary.special(MASK)!;
  });

  interface Shown {
    readonly result: StepResult;
    /** The likeliest token after each probe, as the step showed them. */
    readonly said: readonly TokenId[];
    readonly observed: number;
  }

  async function step(
    of: Engine,
    prompt: readonly TokenId[],
    draft: readonly TokenId[],
    count: number,
    want: Partial<Want> = {},
  ): Promise<Shown> {
    await of.sync(prompt, never);
    const said: TokenId[] = [];
    let observed = 0;
    const tokens = Array.from({ length: count }, () => loudMask);
    const read = (at: number, logits: Logits): void => void (said[at] = bestToken(logits));
    const observe = (): void => {
      observed++;
    };
    const result = await of.step(prompt.slice(-1), draft, {
      ...GREEDY,
      observe,
      probes: { tokens, read },
      ...want,
    });
    return { result, said, observed };
  }

  async function likeliestAfter(tokens: readonly TokenId[], from: number): Promise<TokenId[]> {
    await loud.sync(tokens, never);
    await loud.rollback({ length: from });
    const said: TokenId[] = [];
    const read = (_: number, logits: Logits): void => void said.push(bestToken(logits));
    await loud.evaluate(tokens.slice(from), { from: 0, read, signal: never });
    return said;
  }

  it('accepts none of them, although the model would have written them', async () => {
    let would = 0;
    for (let end = 4; end < text().length; end++) {
      const prompt = text().slice(0, end);
      const [next] = await likeliestAfter(prompt, end - 1);
      for (const draft of [[], [next!]]) {
        const { result } = await step(loud, prompt, draft, 3);
        expect(result).toMatchObject({ drafted: draft.length, accepted: draft.length, probed: 3 });
        expect(result.tokens).toHaveLength(draft.length + 1);
        expect(result.tokens[0]).toBe(next);
        expect(loud.cached).toEqual([...prompt, ...draft]);
        if (result.tokens.at(-1) === loudMask) would++;
      }
    }
    expect(would).toBeGreaterThan(3);
  });

  it('shows what the model says after them, and only behind a right draft', async () => {
    const prompt = text();
    const [next] = await likeliestAfter(prompt, prompt.length - 1);
    for (const draft of [[], [next!]]) {
      const { said, observed } = await step(loud, prompt, draft, 4);
      const masks = Array.from({ length: 4 }, () => loudMask);
      const start = prompt.length + draft.length;
      expect(said).toEqual(await likeliestAfter([...prompt, ...draft, ...masks], start));
      expect(observed).toBe(1 + draft.length);
    }
    const { said, result, observed } = await step(loud, prompt, [next! + 1, next!], 4);
    expect(said).toEqual([]);
    expect(result).toMatchObject({ drafted: 2, accepted: 0, probed: 4 });
    expect(observed).toBe(3);
    expect(loud.cached).toEqual(prompt);
  });

  it('takes as many as fit, and none where it takes no draft or not all of it', async () => {
    const long = Array.from({ length: 300 }, (_, i) => 300 + (i % 50));
    const { contextSize } = loud;
    for (const [left, drafted, probed] of [
      [5, 2, 3],
      [3, 2, 1],
      [2, 2, 0],
      [1, 1, 0],
      [0, 0, 0],
    ] as const) {
      const { result } = await step(loud, long.slice(0, contextSize - left), [1, 2], 4);
      expect([result.drafted, result.probed ?? 0]).toEqual([drafted, probed]);
    }
    const { result, said } = await step(loud, text(), [1, 2], 4, { allow: (id) => id === 7 });
    expect(result).toEqual({ tokens: [7], drafted: 0, accepted: 0, decodes: 1 });
    expect(said).toEqual([]);
  });

  it('shows them with relaxed acceptance, too', async () => {
    const prompt = text();
    const [next] = await likeliestAfter(prompt, prompt.length - 1);
    const relaxed = new RelaxedEngine(loud, never);
    const { result, said, observed } = await step(relaxed, prompt, [next!], 2);
    expect(result).toMatchObject({ drafted: 1, accepted: 1, probed: 2 });
    expect(said).toEqual((await step(loud, prompt, [next!], 2)).said);
    expect(observed).toBe(2);
    expect(loud.cached).toEqual([...prompt, next!]);
    const wrong = await step(relaxed, prompt, [next! + 1], 2);
    expect(wrong.said).toEqual([]);
  });

  it('is asked for by no more masks than models are trained with', () => {
    expect(MOST_MASKS).toBeLessThanOrEqual(7);
  });
});
