import { beforeAll, describe, expect, it } from 'vitest';
import { DraftModelSource } from '../../../sidecar/drafts/draftModel';
import { mustShareVocabulary } from '../../../sidecar/drafts/draftModel/sameVocabulary';
import { stepWithDistributions } from '../../../sidecar/drafts/verify/step';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { loadLlama } from '../../../sidecar/engine/llama/load';
import { SidecarErrorCode } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cpu, never, openEngine } from '../sidecar/lib/openEngine';
import { decode } from './lib/decode';
import { letters, requestOf } from './lib/requests';

const LENGTH = 40;
let target: Engine;
let same: Engine;
let other: Engine;
let prompt: TokenId[];
let expected: TokenId[];
beforeAll(async () => {
  target = (await openEngine(tinyModel())).engine;
  same = (await openEngine(tinyModel())).engine;
  other = (await openEngine(tinyModel({ seed: 2 }))).engine;
  prompt = target.vocabulary.tokenize('def parse_header(stream, limit=1024):\n    fields = ');
  expected = (await decode(target, undefined, prompt, LENGTH)).tokens;
}, 120_000);

/** The same engine, as one where logits are cheap, or are not. */
const cheap = (engine: Engine, logitsAreCheap = true): Engine =>
  new Proxy(engine, {
    get: (of, key) => {
      if (key === 'logitsAreCheap') return logitsAreCheap;
      const value: unknown = Reflect.get(of, key, of);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });

describe('a draft model', () => {
  it('that is the model itself is always right', async () => {
    const source = new DraftModelSource(same, target.vocabulary, { least: 0 });
    const run = await decode(target, source, prompt, LENGTH, { most: 7 });
    expect(run.tokens).toEqual(expected);
    expect(run.accepted).toBe(run.drafted);
    expect(run.decodes).toBe(LENGTH / 8);
  });

  it('proposes the likeliest tokens with their probabilities where logits are cheap, while it is sure', async () => {
    const source = new DraftModelSource(cheap(same), target.vocabulary, { least: 0 });
    source.begin(requestOf(prompt));
    const draft = (await source.propose(6))!;
    expect(draft.tokens).toEqual(expected.slice(0, 6));
    for (const p of draft.probabilities) expect(p > 0 && p < 1).toBe(true);
    const least = draft.probabilities.slice(0, 3).reduce((product, p) => product * p);
    const careful = new DraftModelSource(cheap(same), target.vocabulary, { least: least * 0.999 });
    careful.begin(requestOf(prompt));
    expect((await careful.propose(6))!.tokens).toEqual(expected.slice(0, 3));
  });

  it('of other weights changes nothing', async () => {
    for (const engine of [other, cheap(other)]) {
      const source = new DraftModelSource(engine, target.vocabulary, { least: 0 });
      const run = await decode(target, source, prompt, LENGTH, { most: 4 });
      expect(run.tokens).toEqual(expected);
      expect(run.drafted).toBeGreaterThan(LENGTH);
      expect(run.accepted).toBeLessThan(run.drafted / 4);
    }
  });

  it('trusts itself less and less when it is wrong', async () => {
    const source = new DraftModelSource(cheap(other, false), target.vocabulary, { least: 0 });
    source.begin(requestOf(prompt));
    const first = (await source.propose(2))!;
    source.push({ tokens: [first.tokens[0]! ^ 1] });
    const second = (await source.propose(2))!;
    expect(second.probabilities[0]).toBeLessThan(first.probabilities[0]!);
    source.push({ tokens: [...second.tokens, 65] });
    expect((await source.propose(2))!.probabilities[0]).toBeGreaterThan(second.probabilities[0]!);
  });

  it('reads a long prompt a part at a time, and evaluates nothing twice', async () => {
    await same.rollback({ length: 0 });
    const long = Array.from({ length: 100 }, (_, i) => 65 + (i % 20));
    const source = new DraftModelSource(same, target.vocabulary, { least: 0, catchUp: 40 });
    source.begin(requestOf(long));
    expect(await source.propose(4)).toBeUndefined();
    expect(same.cached).toEqual(long.slice(0, 40));
    source.push({ tokens: [70, 71] });
    expect(await source.propose(4)).toBeUndefined();
    expect(same.cached).toEqual(long.slice(0, 80));
    const draft = (await source.propose(4))!;
    expect(draft.tokens).toHaveLength(4);
    // The last token of the draft is not evaluated: nobody asked what comes after it.
    expect(same.cached).toEqual([...long, 70, 71, ...draft.tokens.slice(0, 3)]);
  });

  it('drawn drafts: are verified by rejection, and all accepted when the model is the same', async () => {
    const sampling = { temperature: 1.2, topK: 20, topP: 0.9 };
    const source = new DraftModelSource(cheap(same), target.vocabulary, { least: 0 });
    await target.sync(prompt, never);
    source.begin(requestOf(prompt, { drawing: { sampling, seed: 9 } }));
    expect(source.draws).toBe(true);
    const all = [...prompt];
    for (let step = 0; step < 5; step++) {
      const { tokens, distributions = [] } = (await source.propose(4))!;
      expect(tokens).toHaveLength(4);
      expect(distributions).toHaveLength(4);
      tokens.forEach((token, at) => expect(distributions[at]![token]).toBeGreaterThan(0));
      const options = { sampling, seed: 5, signal: never };
      const result = await stepWithDistributions(target, all.slice(-1), tokens, distributions, options);
      expect(result.accepted).toBe(4);
      source.push(result);
      all.push(...result.tokens);
    }
    expect(all).toHaveLength(prompt.length + 25);
  });

  it('survives requests that end early, tokens out of range and full contexts', async () => {
    const source = new DraftModelSource(same, target.vocabulary, { least: 0 });
    expect(await source.propose(4)).toBeUndefined();
    source.begin(requestOf(prompt));
    const pending = source.propose(16);
    source.begin(requestOf(prompt.slice(0, 5)));
    const [old, fresh] = await Promise.all([pending, source.propose(3)]);
    expect(old).toBeUndefined();
    expect(fresh!.tokens).toHaveLength(3);

    const abort = new AbortController();
    source.begin(requestOf([...prompt, ...prompt], { signal: abort.signal }));
    const cancelled = source.propose(16).catch((error: unknown) => error);
    abort.abort(new Error('typed'));
    const outcome = await cancelled;
    expect(outcome === undefined || (outcome as Error).message === 'typed').toBe(true);

    for (const bad of [[-1], [1e9], [NaN], []]) {
      source.begin(requestOf([...bad]));
      expect(await source.propose(4)).toBeUndefined();
    }
    source.begin(requestOf(Array.from({ length: same.contextSize - 2 }, (_, i) => 65 + (i % 20))));
    expect((await source.propose(16))?.tokens.length ?? 0).toBeLessThanOrEqual(2);
    source.begin(requestOf(Array.from({ length: same.contextSize + 5 }, () => 65)));
    expect(await source.propose(16)).toBeUndefined();
    source.begin(requestOf(prompt));
    expect((await source.propose(3))!.tokens).toEqual(expected.slice(0, 3));
    source.begin(requestOf(prompt, { isControl: (id) => id === expected[1] }));
    expect((await source.propose(3))!.tokens).toEqual(expected.slice(0, 1));
  });

  it('must have the model’s vocabulary', async () => {
    const pieces = (await openEngine(tinyModel({ tokenizer: 'llama' }))).engine;
    const fewer = (await openEngine(tinyModel({ merges: 200 }))).engine;
    for (const engine of [pieces, fewer]) {
      const open = (): unknown => new DraftModelSource(engine, target.vocabulary);
      expect(open).toThrow(/another vocabulary .* differ at token \d+/);
      expect(open).toThrow(expect.objectContaining({ code: SidecarErrorCode.badRequest }) as Error);
    }
    expect(() => mustShareVocabulary(letters, { ...letters, size: 120 })).not.toThrow();
    expect(() => mustShareVocabulary({ ...letters, size: 95 }, letters)).toThrow('differ at token 95');
    const ends = { ...letters, isEndOfGeneration: (id: TokenId) => id === 98 };
    expect(() => mustShareVocabulary(ends, letters)).toThrow('differ at token 98');
  });

  it('is freed with its source, after what it still does', async () => {
    const { engine } = await loadLlama({
      path: tinyModel(),
      spec: cpu,
      trainedContextSize: 8192,
      log: () => undefined,
      signal: never,
      onProgress: () => undefined,
      preflight: () => undefined,
    });
    const source = new DraftModelSource(engine, target.vocabulary);
    source.begin(requestOf(prompt));
    const pending = source.propose(8);
    await source.dispose();
    await pending;
    await expect(engine.sync(prompt, never)).rejects.toThrow();
  });
});
