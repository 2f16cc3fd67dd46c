import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_SAMPLES, NOTHING, addData } from '../../../extension/statistics/data';
import { addTables, OTHERS } from '../../../extension/statistics/numbers';
import { parseData } from '../../../extension/statistics/parse';
import { percentiles } from '../../../extension/statistics/percentiles';
import { latencySummary } from '../../../extension/statistics/summary';
import { answerOf, counting } from './support';

const typing = { trigger: 'automatic', languageId: 'python' } as const;

test('requests, answers and what became of them are counted, in all and by language and model', () => {
  const { statistics, data } = counting();
  const first = answerOf({ filters: ['suffix-overlap'] });
  const unsure = answerOf({ text: '', filters: ['unsure'] });
  const ahead = answerOf();
  statistics.completed(first, typing);
  statistics.completed(unsure, { trigger: 'invoked', languageId: 'c' });
  statistics.completed(answerOf({ text: '', filters: ['blank'] }), typing);
  statistics.completed(ahead, { trigger: 'ahead', languageId: 'c' });
  statistics.cancelled();
  statistics.typedThrough();
  statistics.became('shown', first);
  statistics.became('accepted', first);
  statistics.inserted(first, 12);
  statistics.became('shown', ahead);
  statistics.became('rejected', ahead);
  statistics.stands('after30s', 'mostly');

  const { counts, filters, drafts, languages, models, kept } = data();
  expect(counts).toEqual({
    automatic: 2,
    invoked: 1,
    ahead: 1,
    cancelled: 1,
    typedThrough: 1,
    unsure: 1,
    blank: 1,
    estimated: 0,
    shown: 2,
    shownAhead: 1,
    accepted: 1,
    partlyAccepted: 0,
    rejected: 1,
    acceptedCharacters: 12,
    promptTokens: 400,
    evaluated: 40,
    reused: 360,
    generated: 20,
    decodes: 8,
    drafted: 16,
    draftsAccepted: 12,
  });
  expect(filters).toEqual({ 'suffix-overlap': 1, blank: 1 });
  expect(drafts).toEqual({ ngram: { drafts: 4, drafted: 16, accepted: 12, steps: 8 } });
  const group = { answers: 2, shown: 1, accepted: 0, partlyAccepted: 0, rejected: 0, acceptedCharacters: 0 };
  expect(languages).toEqual({
    python: { ...group, accepted: 1, acceptedCharacters: 12 },
    c: { ...group, rejected: 1 },
  });
  expect(models).toEqual({
    Small: { ...group, answers: 4, shown: 2, accepted: 1, rejected: 1, acceptedCharacters: 12 },
  });
  expect(kept.after30s).toEqual({ unchanged: 0, mostly: 1, gone: 0, unknown: 0 });
  expect(statistics.last?.filters).toEqual(['blank']);
});

test('percentiles are by nearest rank', () => {
  expect(percentiles([])).toBeUndefined();
  expect(percentiles([7])).toEqual({ p50: 7, p95: 7 });
  const shuffled = Array.from({ length: 100 }, (_, at) => ((at * 37) % 100) + 1);
  expect(percentiles(shuffled)).toEqual({ p50: 50, p95: 95 });
});

test('latency is of the last answers, by what asked for them and by model', () => {
  const { statistics, data } = counting();
  statistics.completed(answerOf({}, 1_000_000), typing);
  for (let ms = 1; ms < MAX_SAMPLES; ms++) statistics.completed(answerOf({}, ms), typing);
  statistics.completed(answerOf({}, 5000), { trigger: 'invoked', languageId: 'c' });
  const { automatic, invoked, ahead, models } = latencySummary(data());
  expect(data().samples).toHaveLength(MAX_SAMPLES);
  expect(automatic).toEqual({
    answers: 999,
    firstToken: { p50: 250, p95: 475 },
    total: { p50: 500, p95: 950 },
  });
  expect(invoked.total).toEqual({ p50: 5000, p95: 5000 });
  expect(ahead).toEqual({ answers: 0, firstToken: undefined, total: undefined });
  expect(models['Small']?.answers).toBe(MAX_SAMPLES);
});

test('names are bounded, whatever they are', () => {
  const add = (a: number, b: number): number => a + b;
  const names = fc.array(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', OTHERS)), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(names, (many) => {
      let table: Record<string, number> = {};
      for (const name of many) table = addTables(table, Object.fromEntries([[name, 1]]), add);
      expect(Object.keys(table).length).toBeLessThanOrEqual(51);
      expect(Object.values(table).reduce(add, 0)).toBe(many.length);
    }),
  );
});

test('what was saved reads back the same, and adds up', () => {
  const { statistics, data } = counting();
  statistics.completed(answerOf(), typing);
  statistics.stands('after5min', 'gone');
  const read = parseData(JSON.stringify(data()));
  expect(read).toEqual(data());
  expect(addData(read, read).counts.automatic).toBe(2);
  expect(addData(NOTHING, read)).toEqual(read);
});

test('a damaged file counts as nothing, in whole or in part', () => {
  expect(parseData('{"counts":')).toEqual(NOTHING);
  expect(parseData('[]')).toEqual(NOTHING);
  const data = parseData(
    JSON.stringify({
      counts: { shown: 3, accepted: -1, rejected: 'many' },
      filters: { a: 2, b: null },
      kept: 7,
      samples: [{ trigger: 'automatic', model: 'm', firstTokenMs: 1, totalMs: 2 }, { trigger: 'x' }, null],
    }),
  );
  expect(data.counts).toMatchObject({ shown: 3, accepted: 0, rejected: 0 });
  expect(data.filters).toEqual({ a: 2, b: 0 });
  expect(data.kept).toEqual(NOTHING.kept);
  expect(data.samples).toHaveLength(1);
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(Object.values(parseData(text).counts).every((value) => value >= 0)).toBe(true);
    }),
  );
});
