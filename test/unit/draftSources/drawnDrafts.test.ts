import { beforeAll, describe, expect, it } from 'vitest';
import { complete, type CompletionModel } from '../../../sidecar/completion/complete';
import { decode } from '../../../sidecar/completion/decode';
import type { Generated } from '../../../sidecar/completion/generate';
import { prepare } from '../../../sidecar/completion/prepare';
import { Drafter, type Drafting } from '../../../sidecar/drafts/drafter';
import { DraftModelSource } from '../../../sidecar/drafts/draftModel';
import type { Draft, DraftRequest, DraftSource } from '../../../sidecar/drafts/source';
import { distribution, samplingAt, type Probabilities } from '../../../sidecar/drafts/verify/distribution';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { detectFim } from '../../../sidecar/fim/index';
import type { CompleteParams, CompleteResult, LoadedModel } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { paramsOf } from '../sidecar/lib/sidecar';
import { chiSquare } from './lib/chiSquare';

const TEMPERATURE = 1;
/** After it, both models have some twenty tokens to draw from. */
const PREFIX = 'x = 1\ny = ';
const RUNS = 600;
/** Of a right sampler, one in a thousand is farther off by chance; of a wrong one, nearly none is so near. */
const REAL = 1e-3;

let target: Engine;
let same: Engine;
let other: Engine;
beforeAll(async () => {
  target = (await openEngine(tinyModel())).engine;
  same = (await openEngine(tinyModel())).engine;
  other = (await openEngine(tinyModel({ seed: 2 }))).engine;
}, 120_000);

const modelOf = (source: DraftSource): CompletionModel => ({
  engine: target,
  drafter: new Drafter([source]),
  format: detectFim(target.vocabulary, 'qwen2', ''),
  info: {} as LoadedModel,
});

const drawing = (engine: Engine): DraftModelSource =>
  new DraftModelSource(engine, target.vocabulary, { least: 0 });

/** A draft model half of whose probability lies where the model's does. */
const nearby = (): DraftModelSource => drawing(blended(same, other));

/** One engine with the logits of two, added. */
function blended(one: Engine, two: Engine): Engine {
  const both: Partial<Engine> = {
    sync: async (tokens, signal) => {
      await two.sync(tokens, signal);
      return one.sync(tokens, signal);
    },
    evaluate: async (tokens, options) => {
      const seen: Float32Array[] = [];
      await two.evaluate(tokens, { ...options, read: (_, logits) => seen.push(logits.slice()) });
      await one.evaluate(tokens, {
        ...options,
        read: (at, logits) => {
          const second = seen.shift()!;
          options.read(
            at,
            logits.map((logit, id) => 0.8 * logit + 0.2 * second[id]!),
          );
        },
      });
    },
  };
  return new Proxy(one, {
    get: (of, key) => {
      const value: unknown = Reflect.get(both, key) ?? Reflect.get(of, key, of);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}

/** Says that it drew its tokens from a distribution that it never looked at. */
class Liar implements DraftSource {
  readonly name = 'liar';
  readonly draws = true;
  #request: DraftRequest | undefined;
  constructor(private readonly token: TokenId) {}
  begin(request: DraftRequest): void {
    this.#request = request;
  }
  push(): void {
    // It learns nothing.
  }
  propose(most: number): Draft | undefined {
    if (this.#request?.drawing === undefined) return undefined;
    const { size } = target.vocabulary;
    const tokens = Array.from({ length: most }, () => this.token);
    const distributions = tokens.map(() => new Float32Array(size).fill(1 / size));
    return { source: this.name, tokens, probabilities: tokens.map(() => 1), distributions };
  }
}

const params = (changes: Partial<CompleteParams> = {}): CompleteParams =>
  paramsOf({ prefix: PREFIX, boundary: 'off', temperature: TEMPERATURE, maxTokens: 4, ...changes });

async function write(
  model: CompletionModel,
  seed: number,
  drafting: Drafting = 'always',
): Promise<Generated> {
  const prepared = (await prepare(model, params({ seed }), never))!;
  return decode(prepared, model.drafter, drafting);
}

/** What the model draws from after its prompt and some more tokens. */
async function truth(model: CompletionModel, more: readonly TokenId[] = []): Promise<Probabilities> {
  const { start } = (await prepare(model, params(), never))!;
  const tokens = [...start.tokens, ...more];
  const found = new Float32Array(target.vocabulary.size);
  await target.sync(tokens, never);
  await target.evaluate(tokens.slice(-1), {
    from: 0,
    signal: never,
    read: (_, logits) => distribution(logits, samplingAt(TEMPERATURE), found),
  });
  return found;
}

/** Pearson's test wants so many in a cell; what is rarer shares one. */
const LEAST_EXPECTED = 5;

/** How well counts fit what tokens are drawn from. One that ends the text is not among an answer's tokens. */
function fit(counts: readonly number[], from: Probabilities): number {
  const total = counts.reduce((sum, one) => sum + one, 0);
  const whole = from.reduce((sum, p, id) => sum + (isText(id) ? p : 0), 0);
  const cells = { counts: [0], expected: [0] };
  from.forEach((p, id) => {
    const expected = isText(id) ? p / whole : 0;
    const isRare = expected > 0 && expected * total < LEAST_EXPECTED;
    if (isRare) {
      cells.counts[0]! += counts[id]!;
      cells.expected[0]! += expected;
    } else {
      cells.counts.push(counts[id]!);
      cells.expected.push(expected);
    }
  });
  expect(cells.expected.filter((p) => p > 0).length).toBeGreaterThan(3);
  return chiSquare(cells.counts, cells.expected);
}

const isText = (id: TokenId): boolean => target.vocabulary.tokenBytes(id).length > 0;

/** How often each first token came, and each second one after the likeliest first. */
async function count(source: DraftSource) {
  const model = modelOf(source);
  const first = await truth(model);
  const best = first.indexOf(Math.max(...first));
  const second = await truth(model, [best]);
  const counts = { first: Array.from(first, () => 0), second: Array.from(second, () => 0) };
  let [drafted, accepted] = [0, 0];
  for (let seed = 0; seed < RUNS; seed++) {
    const { tokens, ...run } = await write(model, seed);
    drafted += run.drafted;
    accepted += run.accepted;
    if (tokens[0] === undefined) continue;
    counts.first[tokens[0]]!++;
    if (tokens[0] === best && tokens[1] !== undefined) counts.second[tokens[1]]!++;
  }
  return {
    first: () => fit(counts.first, first),
    second: () => fit(counts.second, second),
    share: accepted / drafted,
  };
}

describe('drafts that were drawn, in the loop that writes', () => {
  it('leave the text distributed as the model says', async () => {
    for (const source of [drawing(other), nearby()]) {
      const { first, second, share } = await count(source);
      expect(first()).toBeGreaterThan(REAL);
      expect(second()).toBeGreaterThan(REAL);
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(0.95);
    }
  }, 120_000);

  it('and a source that lies about what it drew from is found out', async () => {
    const first = await truth(modelOf(drawing(same)));
    const possible = Array.from(first.keys()).filter((id) => first[id]! > 0 && isText(id));
    const found = await count(new Liar(possible.at(-1)!));
    expect(found.first()).toBeLessThan(1e-6);
  }, 60_000);

  it('are all accepted when the model draws for itself, where its likeliest tokens are not', async () => {
    const drawn = modelOf(drawing(same));
    const totals = { drafted: 0, accepted: 0 };
    for (let seed = 0; seed < 40; seed++) {
      const { drafted, accepted } = await write(drawn, seed);
      totals.drafted += drafted;
      totals.accepted += accepted;
    }
    expect(totals.drafted).toBeGreaterThan(60);
    expect(totals.accepted).toBe(totals.drafted);
  });

  it('are the same for the same seed', async () => {
    const model = modelOf(nearby());
    const texts = new Set<string>();
    for (let seed = 0; seed < 10; seed++) {
      const { text } = await write(model, seed);
      expect((await write(model, seed)).text).toBe(text);
      texts.add(text);
    }
    expect(texts.size).toBeGreaterThan(5);
  });

  it('are not drawn at temperature 0, nor where an engine shows no logits', async () => {
    for (const changes of [{ temperature: 0 }, {}]) {
      const model = modelOf(drawing(same));
      const engine = changes.temperature === 0 ? target : withoutLogits(target);
      const prepared = (await prepare({ ...model, engine }, params(changes), never))!;
      expect(prepared.drafting.drawing).toBeUndefined();
      const drafted = await decode(prepared, model.drafter, 'always');
      await target.rollback({ length: prepared.start.tokens.length - 1 });
      expect(drafted.text).toBe((await decode(prepared, model.drafter, 'off')).text);
      expect(drafted.drafted).toBeGreaterThan(0);
    }
  });
});

const withoutLogits = (engine: Engine): Engine =>
  new Proxy(engine, {
    get: (of, key) => {
      if (key === 'logitsAreCheap') return false;
      const value: unknown = Reflect.get(of, key, of);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });

describe('a completion with drawn drafts', () => {
  const ask = (
    model: CompletionModel,
    changes: Partial<CompleteParams> = {},
    signal = never,
  ): Promise<CompleteResult> =>
    complete(model, params({ maxTokens: 24, ...changes }), {
      signal,
      arrivedAt: performance.now(),
      onText: () => undefined,
    });

  it('says how sure the model was, and who guessed', async () => {
    const model = modelOf(drawing(same));
    // Drafts are found worth their time by trying: a single request may have none.
    for (let seed = 0; seed < 5; seed++) await ask(model, { seed });
    const { stats } = await ask(model);
    expect(stats.confidence?.tokens).toBe(stats.generated);
    expect(stats.accepted).toBeLessThanOrEqual(stats.drafted);
    if (stats.drafted > 0) expect(stats.drafts?.['draft-model']?.drafted).toBe(stats.drafted);
  });

  it('satisfies the constraints on it', async () => {
    const model = modelOf(nearby());
    for (let seed = 0; seed < 12; seed++) {
      const { raw, stats } = await ask(model, { seed, forbidden: ['e'], begin: 'x' });
      expect(raw).toMatch(/^x?/);
      expect(raw).not.toContain('e');
      expect(stats.constraints?.checks).toBeGreaterThan(0);
    }
  });

  it('that is cancelled in the middle leaves the cache right', async () => {
    const model = modelOf(nearby());
    const alone = await ask(model, { drafts: 'off' });
    const { promptTokens } = alone.stats;
    for (const after of [1, 2, 3]) {
      const abort = new AbortController();
      const prepared = (await prepare(model, params({ maxTokens: 24 }), abort.signal))!;
      let steps = 0;
      const observe = (): void => {
        if (++steps === after) abort.abort(new Error('typed on'));
      };
      const decoding = { ...prepared.decoding, engine: observed(prepared.decoding.engine, observe) };
      await expect(decode({ ...prepared, decoding }, model.drafter, 'always')).rejects.toThrow('typed on');
      expect(target.cached.slice(0, promptTokens - 1)).toEqual(prepared.start.tokens.slice(0, -1));
      const again = await ask(model, { drafts: 'off' });
      expect(again.stats).toMatchObject({ reused: promptTokens - 1, evaluated: 1 });
      expect(again.text).toBe(alone.text);
    }
  });
});

/** An engine that tells of each position that a step looks at. */
function observed(engine: Engine, observe: () => void): Engine {
  const step: Engine['step'] = (input, draft, want) => engine.step(input, draft, { ...want, observe });
  return new Proxy(engine, {
    get: (of, key) => {
      if (key === 'step') return step;
      const value: unknown = Reflect.get(of, key, of);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}
