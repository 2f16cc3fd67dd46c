/**
 * Speed of metrics: each alone and all together over texts that are tokenized and parsed already, and what stays in
 * memory as the texts go by.
 *
 *   node test/bench/metrics.mjs
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { grammarFile } from '../../scripts/grammars/packages.mjs';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { openTokenizer } from './tokens/engines.mjs';

const ROUNDS = 3;
const FILES = [
  ['typescript', 'node_modules/typescript/lib/lib.dom.d.ts'],
  ['cpp', 'node_modules/node-addon-api/napi-inl.h'],
];
/** Times that the texts go by, for memory. */
const TIMES = 20;

const core = await importTs('test/bench/metrics/core.ts');

export async function run() {
  const tokenizer = await openTokenizer('o200k_base');
  const texts = await readTexts(tokenizer);
  const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const rate = (seconds) => Number((bytes / 1e6 / seconds).toFixed(1));
  // The vocabulary is read once, by whichever metric comes first.
  core.measureVocabulary(tokenizer);
  const rows = [];
  for (const metric of core.SAMPLE_METRICS) {
    rows.push({ name: metric.id, 'MB/s': rate(await median(() => measure(tokenizer, texts, [metric]))) });
  }
  rows.push({ name: 'all metrics', 'MB/s': rate(await median(() => measure(tokenizer, texts))) });
  rows.push({ name: 'costs', 'MB/s': rate(await median(() => sumCosts(tokenizer, texts))) });
  rows.push({ name: 'memory', 'kB for each MB more': await growth(tokenizer, texts, bytes) });
  return {
    title: 'Metrics of a tokenizer',
    rows,
    notes: [
      `${(bytes / 1e6).toFixed(1)} MB of TypeScript and C++, o200k_base; medians of ${ROUNDS} rounds, without tokenizing and parsing.`,
      'A rate is of the collecting and of the result, which for some takes as long on a small sample as on a large one.',
    ],
  };
}

async function readTexts(tokenizer) {
  const syntax = new core.Syntax((name) => readFile(grammarFile(name)));
  const texts = [];
  for (const [language, name] of FILES) {
    const text = await readFile(path.join(root, name), 'utf8');
    const document = await syntax.open(core.languageById(language), text);
    texts.push(core.tokenizeText({ name, text }, tokenizer, document));
    document.dispose();
  }
  return texts;
}

/** Copies are new texts to what remembers texts. */
async function measure(tokenizer, texts, metrics) {
  const measurement = new core.Measurement(tokenizer, metrics);
  for (const text of texts) await measurement.add({ ...text });
  return measurement.results();
}

function sumCosts(tokenizer, texts) {
  const sum = new core.WorkspaceCostsSum(tokenizer);
  for (const text of texts) sum.add({ ...text });
  return sum.report();
}

/** Kilobytes that stay for each megabyte of text after the first time round; run node with --expose-gc for exact ones. */
async function growth(tokenizer, texts, bytes) {
  const measurement = new core.Measurement(tokenizer);
  const round = async () => {
    for (const text of texts) await measurement.add({ ...text });
    globalThis.gc?.();
    return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  };
  const first = await round();
  let last = first;
  for (let i = 0; i < TIMES; i++) last = await round();
  await measurement.results();
  return Math.round((last - first) / 1000 / ((TIMES * bytes) / 1e6));
}

async function median(action) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await action();
    times.push((performance.now() - start) / 1000);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
