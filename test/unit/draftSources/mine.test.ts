import { beforeAll, describe, expect, it } from 'vitest';
import { FEWEST, Mining } from '../../../sidecar/drafts/units/mine';
import type { Engine, Logits, TokenId } from '../../../sidecar/engine/engine';
import { likeliest, logNormaliser } from '../../../sidecar/engine/logits';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cpu, never, openEngine } from '../sidecar/lib/openEngine';
import { readText } from './lib/readText';

const CODE = 'def parse(stream, limit=1024):\n    fields = {}\n    for line in stream:\n        yield line\n';

let engine: Engine;
let tokens: TokenId[];
beforeAll(async () => {
  engine = (await openEngine(tinyModel())).engine;
  tokens = engine.vocabulary.tokenize(CODE);
}, 120_000);

/** Probabilities of tokens given all before them, one at a time. */
async function slowly(model: Engine, text: readonly TokenId[], from: number): Promise<number[]> {
  const found: number[] = [];
  await model.rollback({ length: 0 });
  for (let at = 0; at + 1 < text.length; at++) {
    await model.evaluate([text[at]!], {
      from: at + 1 < from ? 1 : 0,
      signal: never,
      read: (_, logits) => found.push(Math.exp(logits[text[at + 1]!]! - logNormaliser(logits))),
    });
  }
  return found;
}

describe('mining a text', () => {
  it('gives the probability of every token but the first', async () => {
    const { probabilities, units } = await readText(engine, tokens);
    expect(probabilities).toHaveLength(tokens.length);
    expect(probabilities[0]).toBeNaN();
    const expected = await slowly(engine, tokens, 1);
    expected.forEach((p, i) => expect(probabilities[i + 1]).toBeCloseTo(p, 4));
    // A model of random weights is never sure of a text that it did not write.
    expect(units).toEqual({ tokens, units: [] });
  });

  it('finds what the model is sure of: its own likeliest tokens, here by a lower bar', async () => {
    await engine.rollback({ length: 0 });
    await engine.sync(tokens, never);
    const own = [...tokens];
    while (own.length < tokens.length + 30) {
      own.push(...(await engine.step(own.slice(-1), [], { temperature: 0, seed: 0 })).tokens);
    }
    const { probabilities } = await readText(engine, own);
    const shown = new Map<number, number>();
    await engine.rollback({ length: 0 });
    await engine.evaluate(own, {
      from: tokens.length - 1,
      signal: never,
      read: (at, logits) => shown.set(at + 1, Math.exp(likeliest(logits, 1)[0]!.logProbability)),
    });
    for (let at = tokens.length; at < own.length; at++)
      expect(probabilities[at]).toBeCloseTo(shown.get(at)!, 4);
  });

  it('reads long texts in windows that overlap', async () => {
    // The smallest context that llama.cpp makes.
    const small = (await openEngine(tinyModel(), { spec: { ...cpu, contextSize: 256 } })).engine;
    expect(small.contextSize).toBe(256);
    const long = Array.from({ length: 20 }, () => tokens)
      .flat()
      .slice(0, 460);
    expect(long).toHaveLength(460);
    const read: (readonly [TokenId | undefined, TokenId])[] = [];
    const observe = (before: TokenId | undefined, token: TokenId, logits: Logits): void => {
      expect(logits).toHaveLength(small.vocabulary.size);
      read.push([before, token]);
    };
    const { probabilities } = await readText(small, long, { observe });
    expect([...probabilities].map(Number.isNaN)).toEqual(long.map((_, at) => at === 0));
    // Windows of 256 begin every 224 tokens; in each the first 32 are known from the one before.
    for (const start of [0, 224]) {
      const window = long.slice(start, start + 256);
      const from = start === 0 ? 1 : 32;
      const expected = await slowly(small, window, from);
      // Parts of other lengths round differently in the cache.
      expected.forEach((p, i) => expect(probabilities[start + from + i]).toBeCloseTo(p, 3));
    }
    expect(
      read.filter(([before, token]) => long.some((_, at) => long[at] === token && long[at - 1] === before)),
    ).toEqual(read);
    expect(new Set(read.map(String)).size).toBe(
      new Set(long.map((token, at) => `${long[at - 1] ?? ''},${token}`)).size,
    );
  });

  it('takes a text of nothing, and of one token', async () => {
    expect((await readText(engine, [])).probabilities).toHaveLength(0);
    expect([...(await readText(engine, tokens.slice(0, 1))).probabilities]).toEqual([NaN]);
  });

  it('stops when it is told to, keeps what was read, and goes on after it', async () => {
    const long = Array.from({ length: 6 }, () => tokens).flat();
    const reason = new Error('somebody types');
    const aside = engine.aside!;
    await engine.rollback({ length: 0 });
    await engine.sync(tokens, never);
    const cached = engine.cached;
    const mining = new Mining(engine.vocabulary, long);
    const shown: number[] = [];
    for (let stop = 5; mining.read < long.length; stop += 80) {
      const abort = new AbortController();
      const before = mining.read;
      const observe = (): void => {
        shown.push(mining.read);
        if (mining.read >= stop) abort.abort(reason);
      };
      const end = await mining
        .readOn(aside, { signal: abort.signal, observe })
        .catch((error: unknown) => error);
      expect(mining.isDone ? reason : end).toBe(reason);
      // What is read in one go is shown to its end.
      expect(mining.read).toBeGreaterThan(before);
      expect(engine.cached).toEqual(cached);
    }
    // Each token once, in order.
    expect(shown).toEqual(long.map((_, at) => at + 1));
    const { probabilities } = await readText(engine, long);
    // An interrupted window sees less of what is before it.
    expect([...mining.probabilities].map(Number.isNaN)).toEqual([...probabilities].map(Number.isNaN));
    const stopped = new Mining(engine.vocabulary, long).readOn(aside, { signal: AbortSignal.abort(reason) });
    await expect(stopped).rejects.toBe(reason);
  });

  it('reads a part, and nothing where it is not worth it', async () => {
    const long = Array.from({ length: 10 }, () => tokens).flat();
    const mining = new Mining(engine.vocabulary, long, 200);
    const aside = engine.aside!;
    expect(await mining.readOn(aside, { signal: never, most: FEWEST - 1 })).toBe(0);
    expect(await mining.readOn(aside, { signal: never, most: 150 })).toBe(150);
    expect([mining.read, mining.isDone]).toEqual([150, false]);
    // An eighth of the next window is of the last one.
    expect(await mining.readOn(aside, { signal: never, most: 150 })).toBe(50 + 18);
    expect([mining.read, mining.isDone]).toEqual([200, true]);
    expect(await mining.readOn(aside, { signal: never })).toBe(0);
    expect(mining.probabilities.slice(201).every(Number.isNaN)).toBe(true);
    expect(mining.units.tokens).toEqual(long);
  });

  it('begins each window as the model wants a prompt to begin', async () => {
    const pieces = (await openEngine(tinyModel({ tokenizer: 'llama' }))).engine;
    expect(pieces.vocabulary.beginOfSequence).toBeDefined();
    const text = pieces.vocabulary.tokenize(CODE);
    const { probabilities } = await readText(pieces, text);
    const expected = await slowly(pieces, [pieces.vocabulary.beginOfSequence!, ...text], 1);
    expected.forEach((p, i) => expect(probabilities[i]).toBeCloseTo(p, 4));
  });
});
