import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bitsPerByte } from '../../../language-tokenizers/metrics/sample/bitsPerByte';
import { bytesPerToken } from '../../../language-tokenizers/metrics/sample/bytesPerToken';
import { capacityUtilisation } from '../../../language-tokenizers/metrics/sample/capacityUtilisation';
import { renyi } from '../../../language-tokenizers/metrics/sample/renyi';
import { zlib } from '../../../language-tokenizers/metrics/sample/zlib';
import { Measurement, SAMPLE_METRICS } from '../../../language-tokenizers/metrics/metrics';
import { Sample } from '../../../language-tokenizers/metrics/sample';
import { tokenCounts } from '../../../language-tokenizers/metrics/collectors/tokenCounts';
import { fixtures } from '../syntax/support';
import { tokenizerOf } from '../merging/support';
import { measure, plain, tokenizerWith, valuesOf } from './support';

// ab|ab|ab|ab|c|c: p = 2/3 and 1/3, ten bytes.
const tokenizer = tokenizerWith(['ab', ' é']);
const texts = [plain('ababab', tokenizer), plain('abcc', tokenizer)];
const h1 = -(2 / 3) * Math.log2(2 / 3) - (1 / 3) * Math.log2(1 / 3);
const size = Math.log2(258);

it('bytes per token, over all texts', async () => {
  expect(valuesOf(await measure(bytesPerToken, tokenizer, texts))['']).toBe(10 / 6);
  expect(valuesOf(await measure(bytesPerToken, tokenizer, [plain(' é', tokenizer)]))['']).toBe(3);
});

it('bits per byte of codes', async () => {
  const found = valuesOf(await measure(bitsPerByte, tokenizer, texts));
  expect(found['zeroOrder']).toBeCloseTo((6 * h1) / 10, 12);
  expect(found['fixedLength']).toBeCloseTo((6 * size) / 10, 12);
});

it('capacity utilisation and redundancy', async () => {
  const found = valuesOf(await measure(capacityUtilisation, tokenizer, texts));
  expect(found['vocabulary']).toBeCloseTo(h1 / size, 12);
  expect(found['used']).toBeCloseTo(h1, 12);
  expect(found['redundancy']).toBeCloseTo(1 - h1 / size, 12);
  expect(found).toMatchObject({ tokensUsed: 2, vocabularySize: 258 });
});

it('Rényi efficiency of order 2.5', async () => {
  const entropy = Math.log2((2 / 3) ** 2.5 + (1 / 3) ** 2.5) / (1 - 2.5);
  expect(valuesOf(await measure(renyi, tokenizer, texts))['']).toBeCloseTo(entropy / size, 12);
});

it('zlib makes of the texts and ids what Node makes of them', async () => {
  const [first, second] = fixtures;
  const both = [first!, second!].map(({ text }) => plain(text, tokenizer));
  const text = Buffer.from(first!.text + second!.text);
  const ids = both.flatMap(({ tokens }) =>
    [...tokens.ids].flatMap((id) => (id < 128 ? [id] : [(id & 0x7f) | 0x80, id >> 7])),
  );
  const found = valuesOf(await measure(zlib, tokenizer, both));
  const [packedText, packedIds] = [deflateSync(text).length, deflateSync(Buffer.from(ids)).length];
  expect(found['text']).toBeCloseTo((8 * packedText) / text.length, 12);
  expect(found['ids']).toBeCloseTo((8 * packedIds) / text.length, 12);
  expect(found['idsToText']).toBeCloseTo(packedIds / packedText, 12);
});

it('refuses an empty sample, every metric with a reason and none with a number that is none', async () => {
  for (const metric of SAMPLE_METRICS) {
    const { values } = await measure(metric, tokenizer, []);
    expect(values.some(({ refused }) => refused !== undefined)).toBe(true);
    for (const { value, refused } of values) {
      expect(value === undefined).toBe(refused !== undefined);
      expect(value ?? 0).not.toBeNaN();
    }
  }
});

it('gives shares within 0 and 1 on real code', async () => {
  const real = await tokenizerOf('o200k_base');
  const measurement = new Measurement(real);
  for (const { text } of fixtures) await measurement.add(plain(text, real));
  for (const { result } of await measurement.results()) {
    for (const { value, unit } of result.values) {
      if (unit !== 'share' || value === undefined) continue;
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  }
});

it('a sample gathers once what several metrics need, and nothing after the first text', async () => {
  const sample = new Sample(tokenizer);
  expect(sample.collect(tokenCounts)).toBe(sample.collect(tokenCounts));
  await sample.add(texts[0]!);
  expect(sample.collect(tokenCounts).tokens).toBe(3);
  expect(() => bitsPerByte.prepare(sample)).not.toThrow();
  expect(() => zlib.prepare(sample)).toThrow('no more collectors');
});
