/**
 * Speed of the byte-pair engine against tiktoken, and of a keystroke in a large document. Everything is measured
 * in turns, so that what else the machine does falls on both; figures are medians.
 *
 *   node test/bench/tokens.mjs
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { readCorpus, readLargeFile } from './tokens/corpus.mjs';
import { countAll, ENGINES, openTokenizer } from './tokens/engines.mjs';

const CORPUS_BYTES = 8_000_000;
const ROUNDS = 5;
const KEYSTROKES = 2000;

const ENCODINGS = ['o200k_base', 'cl100k_base'];

/** Runs all of it. MB are of UTF-8; a ratio over 1 means faster than tiktoken. */
export async function run() {
  const rows = [];
  for (const encoding of ENCODINGS) {
    rows.push({ name: `${encoding}, first pass of a process`, ...measureCold(encoding) });
    rows.push({ name: `${encoding}, warm`, ...(await measureWarm(encoding)) });
    rows.push({ name: `${encoding}, a keystroke in 1 MB`, ...(await measureKeystrokes(encoding)) });
  }
  return {
    title: 'Byte-pair engine against tiktoken',
    rows,
    notes: `Medians of ${ROUNDS} rounds in turns over ${CORPUS_BYTES / 1e6} MB of packages' sources; counts are compared.`,
  };
}

function measureCold(encoding) {
  const script = path.join(import.meta.dirname, 'tokens', 'cold.mjs');
  const pass = (engine) =>
    JSON.parse(
      execFileSync(process.execPath, [script, engine, encoding, String(CORPUS_BYTES)], { encoding: 'utf8' }),
    );
  return compare(pass);
}

async function measureWarm(encoding) {
  const { texts, bytes } = readCorpus(CORPUS_BYTES);
  const counts = {};
  for (const [engine, make] of Object.entries(ENGINES)) {
    counts[engine] = await make(encoding);
    countAll(counts[engine], texts);
  }
  return compare((engine) => ({ ...countAll(counts[engine], texts), bytes }));
}

/** Rates of both engines in turns; throws where their counts differ, since then the rates mean nothing. */
function compare(pass) {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    tokoscope: pass('tokoscope'),
    tiktoken: pass('tiktoken'),
  }));
  const { tokens, bytes } = rounds[0].tokoscope;
  if (rounds.some((round) => round.tokoscope.tokens !== tokens || round.tiktoken.tokens !== tokens)) {
    throw new Error('The engines count differently.');
  }
  const rate = (engine) => rounded(median(rounds.map((round) => bytes / round[engine].ms / 1000)));
  return {
    'MB/s': rate('tokoscope'),
    'tiktoken MB/s': rate('tiktoken'),
    ratio: rounded(median(rounds.map((round) => round.tiktoken.ms / round.tokoscope.ms))),
  };
}

/** From a typed character to the new count of the whole text, in bursts of typing all over a file. */
async function measureKeystrokes(encoding) {
  const { TokenDocument } = await importTs('language-tokenizers/bpe/document.ts');
  const tokenizer = await openTokenizer(encoding);
  const document = new TokenDocument(readLargeFile());
  const view = document.view(tokenizer);
  const full = await ENGINES.tiktoken(encoding);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => typeAllOver(document, view, round));
  const fullMs = Array.from({ length: ROUNDS }, () => countAll(full, [document.text]));
  if (fullMs.some(({ tokens }) => tokens !== view.count)) throw new Error('The counts differ after typing.');
  const at = (share) => rounded(median(rounds.map((sorted) => sorted[Math.floor(share * sorted.length)])));
  const fullRun = median(fullMs.map(({ ms }) => ms));
  return {
    'p50 µs': at(0.5),
    'p95 µs': at(0.95),
    'p99 µs': at(0.99),
    'tiktoken full run ms': rounded(fullRun),
    ratio: Math.round((1000 * fullRun) / at(0.5)),
  };
}

/** Microseconds of each keystroke, sorted. */
function typeAllOver(document, view, round) {
  const typed = 'const value = items[i].name; // note\n';
  const times = [];
  let position = 0;
  for (let i = 0; i < KEYSTROKES; i++) {
    if (i % typed.length === 0) position = (round * 7919 + i * 104_729) % document.length;
    const start = performance.now();
    document.edit({ start: position, end: position, text: typed[i % typed.length] });
    position++;
    if (view.count === 0) throw new Error('No tokens.');
    times.push(1000 * (performance.now() - start));
  }
  return times.sort((a, b) => a - b);
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function rounded(number) {
  return Number(number.toPrecision(3));
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
