import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Vocabulary } from '../../../sidecar/engine/engine';
import type { SurprisalResult } from '../../../sidecar/protocol';
import { readTokens } from '../../../sidecar/reading/readTokens';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never } from '../sidecar/lib/openEngine';
import { probabilitiesAfter, type Probabilities } from './lib/library';
import { BINDINGS, openWith, read } from './lib/read';

const TEXT = [
  'def parse_header(stream, limit=1024):',
  '    fields = {}  # é, 字, 😀',
  '',
  '    for number, line in enumerate(stream):',
  '        fields[number] = line.strip()',
  '    return fields',
  '',
].join('\n');

// The same token in another batch has another rounding: about one part in a thousand of its logarithm here.

/** Logarithms of the probabilities that the library gives the tokens, but for the first. */
function scoresBy(after: readonly Probabilities[], tokens: readonly number[]): number[] {
  return tokens.slice(1).map((token, i) => Math.log(after[i]!.get(token)!));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const logprobs = (result: SurprisalResult) => result.tokens.map(({ logprob }) => logprob);

describe.each(BINDINGS)('surprisal by %s', (binding) => {
  let engine: Engine;
  let ids: number[];
  let after: Probabilities[];
  let result: SurprisalResult;

  beforeAll(async () => {
    engine = await openWith(binding, tinyModel());
    ids = engine.vocabulary.tokenize(TEXT);
    after = await probabilitiesAfter(tinyModel(), ids);
    result = await read(engine, TEXT, { top: 5, entropy: true });
  }, 120_000);

  it('adds up to the perplexity that the library gives', () => {
    const scores = scoresBy(after, ids);
    expect(result.tokens.map(({ id }) => id)).toEqual(ids);
    expect(result.logprob).toBeCloseTo(sum(scores), 2);
    expect(result.perplexity! / Math.exp(-sum(scores) / scores.length)).toBeCloseTo(1, 3);
    expect(result.scoredTokens).toBe(ids.length - 1);
    expect(result.exact).toBe(true);
    const bytes = Buffer.byteLength(TEXT) - result.tokens[0]!.byteEnd;
    expect(result.scoredBytes).toBe(bytes);
    expect(result.bitsPerByte).toBeCloseTo(-sum(scores) / Math.LN2 / bytes, 4);
  });

  it('knows nothing of the first token where a text has no beginning', () => {
    expect(result.tokens[0]).toMatchObject({ logprob: null, rank: null, entropy: null, alternatives: [] });
    for (const token of result.tokens.slice(1)) expect(token.logprob).toBeLessThan(0);
  });

  it('ranks each token, and names the likeliest, as sorting the vocabulary does', () => {
    result.tokens.slice(1).forEach((token, i) => {
      const all = [...after[i]!].sort((a, b) => b[1] - a[1]);
      const own = after[i]!.get(token.id)!;
      // Neighbours whose probabilities are all but equal may change places between two evaluations.
      const slack = own * 1e-4;
      expect(token.rank).toBeGreaterThanOrEqual(all.filter(([, p]) => p > own + slack).length);
      expect(token.rank).toBeLessThanOrEqual(all.filter(([, p]) => p > own - slack).length);
      const entropy = sum(all.map(([, p]) => (p > 0 ? -p * Math.log(p) : 0)));
      expect(token.entropy).toBeCloseTo(entropy, 2);
      expect(token.alternatives).toHaveLength(5);
      token.alternatives!.forEach(({ id, probability, text }, at) => {
        expect(probability).toBeCloseTo(all[at]![1], 2);
        expect(probability).toBeCloseTo(after[i]!.get(id)!, 2);
        expect(text).toBe(Buffer.from(engine.vocabulary.tokenBytes(id)).toString());
      });
    });
  });

  it('adds up by lines, each token in the line of its first visible character', () => {
    expect(sum(result.lines.map(({ logprob }) => logprob))).toBeCloseTo(result.logprob, 6);
    expect(sum(result.lines.map(({ scoredTokens }) => scoredTokens))).toBe(result.scoredTokens);
    expect(sum(result.lines.map(({ scoredBytes }) => scoredBytes))).toBe(result.scoredBytes);
    const lines = TEXT.split('\n');
    for (const { line, start, end } of result.lines) expect(TEXT.slice(start, end)).toBe(lines[line]);
    expect(result.lines.map(({ line }) => line)).toEqual(expect.arrayContaining([0, 1, 3, 4, 5]));
  });

  it('evaluates what the cache does not hold, and no more', async () => {
    await engine.rollback({ length: 0 });
    const whole = await read(engine, TEXT);
    expect(whole.stats).toMatchObject({ evaluated: ids.length - 1, reused: 0, windows: 1 });
    const from = whole.tokens[20]!.start;
    const part = await read(engine, TEXT, { range: { start: from, end: TEXT.length } });
    expect(part.stats).toMatchObject({ evaluated: ids.length - 20, reused: 19 });
    logprobs(part).forEach((logprob, i) => expect(logprob).toBeCloseTo(logprobs(whole)[20 + i]!, 2));
    const edited = await read(engine, `${TEXT}# and more`, { range: { start: from, end: TEXT.length + 1 } });
    expect(edited.stats.reused).toBe(19);
  });

  it('reports every token with some part of a range, at its place in the whole text', async () => {
    const start = TEXT.indexOf('字');
    const some = await read(engine, TEXT, { range: { start, end: start + 1 } });
    const all = result.tokens.filter((token) => token.end > start && token.start < start + 1);
    expect(some.tokens.map(({ id, byteStart, byteEnd }) => [id, byteStart, byteEnd])).toEqual(
      all.map(({ id, byteStart, byteEnd }) => [id, byteStart, byteEnd]),
    );
    expect(some.tokens.length).toBeGreaterThan(1);
    for (const token of some.tokens) expect(token).toMatchObject({ partial: true });
    const none = await read(engine, TEXT, { range: { start, end: start } });
    expect(none.tokens).toEqual([]);
  });

  it('reads a text longer than a window in windows, each token with the context promised', async () => {
    const options = { first: 0, end: ids.length, top: 0, window: 24, overlap: 8, signal: never };
    const { readings, windows } = await readTokens(engine, ids, options);
    expect(readings).toHaveLength(ids.length);
    expect(windows).toBe(Math.ceil((ids.length - 8) / 16));
    for (let start = 0; start + 8 < ids.length; start += 16) {
      const window = ids.slice(start, start + 24);
      const scores = scoresBy(await probabilitiesAfter(tinyModel(), window), window);
      for (let i = start === 0 ? 1 : 8; i < window.length; i++) {
        expect(readings[start + i]!.logProbability).toBeCloseTo(scores[i - 1]!, 2);
      }
    }
  });

  it('reads a text that just fits, and one that just does not, in the context as it is', async () => {
    const small = await openWith(binding, tinyModel(), 64);
    for (const length of [small.contextSize, small.contextSize + 1]) {
      const long = Array.from({ length }, (_, i) => ids[i % ids.length]!);
      const options = { first: 0, end: length, top: 0, signal: never };
      const own = await readTokens(small, long, options);
      expect(own.windows).toBe(length > small.contextSize ? 2 : 1);
      expect(own.readings).toHaveLength(length);
      const whole = await readTokens(engine, long, options);
      for (let i = 1; i < small.contextSize; i++) {
        expect(own.readings[i]!.logProbability).toBeCloseTo(whole.readings[i]!.logProbability, 1);
      }
    }
  });

  it('takes the spelling of a control token for text', async () => {
    const marked = await read(engine, 'a = "<|fim_middle|>"');
    expect(marked.tokens.map(({ text }) => text).join('')).toBe('a = "<|fim_middle|>"');
    expect(marked.tokens.map(({ id }) => id)).not.toContain(engine.vocabulary.special('<|fim_middle|>'));
  });

  it('reads line ends as LF, and leaves them where they are', async () => {
    const windows = TEXT.replaceAll('\n', '\r\n');
    const there = await read(engine, windows);
    expect(logprobs(there).slice(1)).toEqual(
      logprobs(result)
        .slice(1)
        .map((logprob) => expect.closeTo(logprob!, 2) as number),
    );
    expect(there.bitsPerByte).toBeCloseTo(result.bitsPerByte!, 3);
    expect(there.tokens.at(-1)).toMatchObject({
      end: windows.length,
      byteEnd: Buffer.byteLength(windows),
    });
    there.lines.forEach(({ start, end }, i) => {
      const { start: from, end: to } = result.lines[i]!;
      expect(windows.slice(start, end)).toBe(TEXT.slice(from, to));
    });
  });

  it.each([
    ['an empty text', '', 0],
    ['a byte order mark', '\ufeff', 3],
    ['one letter', 'a', 1],
    ['half a character', '\ud83d', 3],
    ['zero bytes', 'a\0b', 3],
  ])('bears %s', async (_, text, bytes) => {
    const { tokens, scoredTokens, bitsPerByte, units } = await read(engine, text, { top: 2 });
    expect(tokens.at(-1)?.byteEnd ?? 0).toBe(bytes);
    expect(scoredTokens).toBe(Math.max(0, tokens.length - 1));
    expect(bitsPerByte === null).toBe(scoredTokens === 0);
    expect(units).toEqual([]);
  });

  it('says how far it is', async () => {
    const fractions: number[] = [];
    await read(engine, TEXT, {}, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  it('stops when cancelled, and reads the same afterwards', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    let done = 0;
    const running = read(
      engine,
      TEXT.repeat(20),
      {},
      {
        signal: abort.signal,
        onProgress: (fraction) => {
          done = fraction;
          if (fraction > 0.3) abort.abort(reason);
        },
      },
    );
    await expect(running).rejects.toBe(reason);
    expect(done).toBeLessThan(0.6);
    await expect(read(engine, TEXT, {}, { signal: abort.signal })).rejects.toBe(reason);
    const again = await read(engine, TEXT);
    expect(again.logprob).toBeCloseTo(result.logprob, 2);
  });

  it('says how many identifiers greedy decoding would have written', async () => {
    const identifiers = [...TEXT.matchAll(/[a-z_]+/g)].map(({ index, 0: name }) => ({
      start: index,
      end: index + name.length,
    }));
    const scored = await read(engine, TEXT, { identifiers });
    const { rare, frequent } = scored.identifiers!;
    // The first one begins with the first token, of which nothing is known.
    expect(rare.total + frequent.total).toBe(identifiers.length - 1);
    expect(scored.tokens[1]).not.toHaveProperty('alternatives');
    expect(result).not.toHaveProperty('identifiers');

    const right = identifiers.filter(({ start, end }) => {
      const own = result.tokens.filter((token) => token.start < end && token.end > start);
      const next = result.tokens.find((token) => token.start >= end)?.alternatives?.[0]?.text ?? '';
      const cut = own.at(-1)!.end > end || !/^[\p{L}\p{N}_$]/u.test(next);
      return cut && own.every(({ rank }) => rank === 0);
    });
    expect(rare.right + frequent.right).toBe(right.length);
  });

  it('says when an engine is slow, and only then', () => {
    expect(result.notes.length).toBe(engine.logitsAreCheap ? 0 : 1);
  });
});

describe.each(BINDINGS)('a model whose texts have a beginning, by %s', (binding) => {
  it('scores the first token, too, in every window', async () => {
    const file = tinyModel({ tokenizer: 'llama' });
    const engine = await openWith(binding, file);
    const begin = engine.vocabulary.beginOfSequence!;
    const result = await read(engine, TEXT);
    const ids = result.tokens.map(({ id }) => id);
    const scores = scoresBy(await probabilitiesAfter(file, [begin, ...ids]), [begin, ...ids]);
    expect(result.scoredTokens).toBe(ids.length);
    expect(result.scoredBytes).toBe(Buffer.byteLength(TEXT));
    expect(result.logprob).toBeCloseTo(sum(scores), 2);

    const options = { first: 0, end: ids.length, top: 0, window: 24, overlap: 8, signal: never };
    const { readings } = await readTokens(engine, ids, options);
    const second = [begin, ...ids.slice(16, 40)];
    const expected = scoresBy(await probabilitiesAfter(file, second), second);
    for (let i = 8; i < 24; i++) expect(readings[16 + i]!.logProbability).toBeCloseTo(expected[i]!, 2);
  });
});

it('refuses a vocabulary whose tokens do not spell the text', async () => {
  const engine = await openWith('node-llama-cpp', tinyModel());
  const { vocabulary } = engine;
  const lossy: Vocabulary = {
    size: vocabulary.size,
    beginOfSequence: undefined,
    tokenBytes: (id) => vocabulary.tokenBytes(id),
    special: (text) => vocabulary.special(text),
    isEndOfGeneration: (id) => vocabulary.isEndOfGeneration(id),
    tokenize: () => vocabulary.tokenize('a'),
  };
  const broken = Object.create(engine, { vocabulary: { value: lossy } }) as Engine;
  await expect(read(broken, 'ab')).rejects.toThrow('do not spell the text from byte 1 on');
});
