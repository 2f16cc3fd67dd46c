import { beforeAll, describe, expect, it } from 'vitest';
import { biasGauge, distances, naiveDistribution } from '../../../sidecar/boundary/biasGauge';
import { canonicalOf } from '../../../sidecar/boundary/canonical';
import { END_OF_TEXT, NextByte, writeBytes } from '../../../sidecar/boundary/nextByte';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { bestToken, logNormaliser } from '../../../sidecar/engine/logits';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { TableEngine } from './lib/tableEngine';
import { probabilityOf, toyModel } from './lib/toyModel';
import { textsOf, ToyVocabulary } from './lib/toyVocabulary';

const A = 'a'.charCodeAt(0);

describe('the next byte on the toy', () => {
  const vocabulary = new ToyVocabulary();
  const next = toyModel(vocabulary, 7);
  const at = async (text: string): Promise<NextByte> => {
    const tokens = [vocabulary.begin, ...vocabulary.tokenize(text)];
    const engine = new TableEngine(vocabulary, next);
    const request = { engine, tokens, tailTokens: tokens.length - 1, signal: never, leastShare: 0 };
    return (await NextByte.at(request))!;
  };

  it('equals the sums over all rows of tokens, for all texts of up to 6 letters', async () => {
    for (const text of [1, 2, 3, 4, 5, 6].flatMap(textsOf)) {
      const distribution = await (await at(text)).distribution();
      const whole = probabilityOf(vocabulary, next, text);
      const a = probabilityOf(vocabulary, next, `${text}a`) / whole;
      const b = probabilityOf(vocabulary, next, `${text}b`) / whole;
      expect(distribution[A], text).toBeCloseTo(a, 5);
      expect(distribution[A + 1], text).toBeCloseTo(b, 5);
      expect(distribution[END_OF_TEXT], text).toBeCloseTo(1 - a - b, 5);
    }
  });

  it('is the same byte by byte as at once', async () => {
    const walked = await at('a');
    let text = 'a';
    for (const letter of 'babbaabab') {
      expect(await walked.push(letter.charCodeAt(0))).toBe(true);
      text += letter;
      const [walking, anew] = [await walked.distribution(), await (await at(text)).distribution()];
      for (const byte of [A, A + 1, END_OF_TEXT]) expect(walking[byte], text).toBeCloseTo(anew[byte]!, 5);
    }
    expect(await walked.push('c'.charCodeAt(0))).toBe(false);
    expect((await walked.distribution())[A]).toBeGreaterThan(0);
  });

  it('writes the likeliest bytes, or draws them', async () => {
    const options = { mostBytes: 6, temperature: 0, topP: 1, seed: 1 };
    const greedy = Buffer.from(await writeBytes(await at('ab'), options)).toString();
    let text = 'ab';
    for (const letter of greedy) {
      const other = letter === 'a' ? 'b' : 'a';
      const [own, not] = [letter, other].map((end) => probabilityOf(vocabulary, next, text + end));
      expect(own).toBeGreaterThanOrEqual(not!);
      text += letter;
    }
    const counts = { a: 0, b: 0, end: 0 };
    const draws = 600;
    for (let seed = 0; seed < draws; seed++) {
      const [byte] = await writeBytes(await at('ab'), { mostBytes: 1, temperature: 1, topP: 1, seed });
      counts[byte === undefined ? 'end' : byte === A ? 'a' : 'b']++;
    }
    const distribution = await (await at('ab')).distribution();
    const means = [distribution[A]!, distribution[A + 1]!, distribution[END_OF_TEXT]!].map((p) => p * draws);
    const chiSquare = Object.values(counts).reduce(
      (sum, count, i) => sum + (count - means[i]!) ** 2 / means[i]!,
      0,
    );
    // The 99.9th percentile with 2 degrees of freedom.
    expect(chiSquare).toBeLessThan(13.8);
  });
});

describe('the next byte of a real model', () => {
  let engine: Engine;
  beforeAll(async () => {
    // It evaluates in the same pieces whatever is asked: the cache of other pieces is rounded otherwise.
    engine = (await openEngine(tinyModel({ newlines: true }), {}, 'node-llama-cpp')).engine;
  }, 60_000);

  /** Next-token probabilities after a row of tokens. */
  async function after(tokens: readonly TokenId[]): Promise<Float64Array> {
    let row = new Float64Array(0);
    await engine.sync(tokens, never);
    await engine.evaluate(tokens.slice(-1), {
      from: 0,
      read: (_, logits) => {
        const whole = logNormaliser(logits);
        row = Float64Array.from(logits, (logit) => Math.exp(logit - whole));
      },
      signal: never,
    });
    return row;
  }

  /**
   * Weights of the next byte after `text`, which follows `kept`: every row of tokens that begins with it is tried, in
   * every way to cut it, and those count that the tokenizer makes of their own bytes.
   */
  async function bruteForce(kept: readonly TokenId[], text: Buffer): Promise<Float64Array> {
    const { vocabulary } = engine;
    const canonical = canonicalOf(vocabulary);
    const weights = new Float64Array(END_OF_TEXT + 1);
    const from = async (row: readonly TokenId[], length: number, probability: number): Promise<void> => {
      const next = await after([...kept, ...row]);
      for (let id = 0; id < vocabulary.size; id++) {
        const bytes = Buffer.from(vocabulary.tokenBytes(id));
        const share = probability * next[id]!;
        if (bytes.length === 0) {
          const ended =
            length === text.length && vocabulary.isEndOfGeneration(id) && canonical.isCanonical(row);
          if (ended) weights[END_OF_TEXT]! += share;
          continue;
        }
        const known = text.subarray(length);
        const compared = Math.min(bytes.length, known.length);
        if (!bytes.subarray(0, compared).equals(known.subarray(0, compared))) continue;
        if (bytes.length <= known.length) await from([...row, id], length + bytes.length, share);
        else if (canonical.isCanonical([...row, id])) weights[bytes[known.length]!]! += share;
      }
    };
    await from([], 0, 1);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  }

  it.each(['fields = lim', 'for item in ite', 'value = items.pus', 'if x:\n   '])(
    'equals the sum over all token paths after %j',
    async (text) => {
      const tokens = engine.vocabulary.tokenize(text);
      // The brute force takes the words before as they are: only the last ones may be cut otherwise.
      const tailTokens = 3;
      const tail = Buffer.concat(tokens.slice(-tailTokens).map((id) => engine.vocabulary.tokenBytes(id)));
      const next = await NextByte.at({ engine, tokens, tailTokens, signal: never, leastShare: 0 });
      const distribution = await next!.distribution();
      const expected = await bruteForce(tokens.slice(0, -tailTokens), tail);
      for (let byte = 0; byte <= END_OF_TEXT; byte++) {
        expect(Math.abs(distribution[byte]! - expected[byte]!), `byte ${byte}`).toBeLessThan(1e-4);
      }
      expect(Math.max(...expected)).toBeGreaterThan(0.01);
    },
  );

  it('tells how far the tokens at the cursor mislead', async () => {
    const gauge = async (text: string) => {
      const tokens = engine.vocabulary.tokenize(text);
      return (await biasGauge({ engine, tokens, tailTokens: tokens.length, signal: never, leastShare: 0 }))!;
    };
    const inside = await gauge('for number, line in enumer');
    expect(inside.totalVariation).toBeGreaterThan(0.05);
    expect(inside.totalVariation).toBeLessThanOrEqual(1);
    expect(inside.klNats).toBeGreaterThan(0);
    expect(inside.exact.length).toBeGreaterThan(0);
    expect(inside.exact[0]!.probability).toBeGreaterThanOrEqual(inside.exact.at(-1)!.probability);
    expect(engine.cached.length).toBeGreaterThan(0);
  });

  it('naively adds up the tokens that begin with a byte', async () => {
    const tokens = engine.vocabulary.tokenize('fields = ');
    const naive = await naiveDistribution(engine, tokens, never);
    const next = await after(tokens);
    const best = bestToken(Float32Array.from(next));
    const first = engine.vocabulary.tokenBytes(best)[0]!;
    expect(naive[first]).toBeGreaterThanOrEqual(next[best]! - 1e-6);
    expect(naive.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 6);
    expect(distances(naive, naive)).toEqual({ totalVariation: 0, klNats: 0 });
  });
});
