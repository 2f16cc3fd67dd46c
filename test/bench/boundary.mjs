/**
 * What the boundary methods are worth with the cursor inside a line of real code: how often the model writes the rest
 * of the line exactly, and what it costs. Uses the model that is installed; TOKOSCOPE_BENCH_MODEL names another,
 * TOKOSCOPE_BENCH_LINES and TOKOSCOPE_BENCH_COLUMNS (0 for all) set how much is done, and TOKOSCOPE_BENCH_MINUTES ends
 * it early: then the lines that it came to count.
 */
import path from 'node:path';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { cacheFolder } from '../../scripts/lib/paths.mjs';
import { ARMS, timeCompletion, writeRest } from './boundary/arms.mjs';
import { heldLines, random } from './boundary/lines.mjs';
import { loadOptions } from './loadOptions.mjs';
import { median } from './tokens/measure.mjs';

const LINES = Number(process.env.TOKOSCOPE_BENCH_LINES ?? 200);
const COLUMNS = Number(process.env.TOKOSCOPE_BENCH_COLUMNS ?? 6);
const MINUTES = Number(process.env.TOKOSCOPE_BENCH_MINUTES ?? 60);
const SEED = 20240615;
/** Cursors whose whole completion is timed, and tokens of it. */
const TIMED = 24;
const LENGTH = 20;
const TARGET = 1.15;

export async function run() {
  const installed = path.join(cacheFolder, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf');
  const file = process.env.TOKOSCOPE_BENCH_MODEL ?? installed;
  const { loadLlama, startAtBoundary } = await importTs('test/bench/boundary/core.ts');
  const loaded = await loadLlama(loadOptions(file));
  const { engine } = loaded;
  try {
    const planned = cursorsOf(heldLines(LINES, SEED));
    const cursors = [];
    const results = [];
    const startedAt = performance.now();
    for (const [at, cursor] of planned.entries()) {
      if (performance.now() - startedAt > 60_000 * MINUTES) break;
      const { above, line, column, source } = cursor;
      cursors.push(cursor);
      const order = rotated(at);
      results.push({ source, ...(await writeRest({ engine, startAtBoundary }, above, line, column, order)) });
    }
    const ratios = [];
    const step = Math.max(1, Math.floor(cursors.length / TIMED));
    for (let at = 0; at < cursors.length && ratios.length < TIMED; at += step) {
      const { above, line, column } = cursors[at];
      const ours = { engine, startAtBoundary };
      const times = await timeCompletion(ours, above, line, column, LENGTH, rotated(at / step));
      ratios.push({ heal: times.heal / times.off, exact: times.exact / times.off });
    }
    const columns = COLUMNS > 0 ? `${COLUMNS} columns each, drawn with seed ${SEED}` : 'every column';
    return {
      title: `Boundary: ${path.basename(file)}, ${new Set(cursors.map(({ id }) => id)).size} lines, ${columns}, greedy, ${loaded.threads} thread(s), ${loaded.backend}`,
      rows: ARMS.map((arm) => rowOf(arm, results, ratios)),
      notes: [describe(results), timeNote(ratios)],
    };
  } finally {
    await engine.dispose();
  }
}

/** Of each line some columns, in order: what is before the cursor, and in the line, a model has to go on from. */
function cursorsOf(lines) {
  const next = random(SEED + 1);
  return lines.flatMap((entry, id) => {
    const all = Array.from({ length: entry.line.length }, (_, column) => column);
    const count = COLUMNS > 0 ? Math.min(COLUMNS, all.length) : all.length;
    while (all.length > count) all.splice(Math.floor(next() * all.length), 1);
    return all.map((column) => ({ ...entry, id, column }));
  });
}

/** The methods take turns at being first. */
function rotated(at) {
  const first = at % ARMS.length;
  return [...ARMS.slice(first), ...ARMS.slice(0, first)];
}

function rowOf(arm, results, ratios) {
  const of = (select) => results.map((result) => select(result[arm]));
  const share = (from) => (100 * from.filter((result) => result[arm].isExact).length) / from.length;
  const sources = [...new Set(results.map(({ source }) => source))];
  const bySource = sources.map((source) => [
    `${source} %`,
    share(results.filter((result) => result.source === source)),
  ]);
  return {
    name: arm,
    cursors: results.length,
    'rest of line exact %': share(results),
    ...Object.fromEntries(bySource),
    'ms to first byte': median(of(({ firstMs }) => firstMs)),
    'ms over off': median(results.map((result) => result[arm].firstMs - result.off.firstMs)),
    [`ratio at ${LENGTH} tokens`]: arm === 'off' ? 1 : median(ratios.map((ratio) => ratio[arm])),
    paths: mean(of(({ start }) => start.paths)),
    'branch tokens': mean(of(({ start }) => start.branchTokens)),
    decodes: mean(of(({ start }) => start.decodes)),
  };
}

function describe(results) {
  const only = (a, b) => results.filter((result) => result[a].isExact && !result[b].isExact).length;
  const methods = new Map();
  for (const { exact } of results)
    methods.set(exact.start.method, (methods.get(exact.start.method) ?? 0) + 1);
  const counts = [...methods].map(([method, count]) => `${method} ${count}`).join(', ');
  return (
    `Of the same cursors, exact alone is right at ${only('exact', 'heal')} and healing alone at ` +
    `${only('heal', 'exact')}; exact was done as: ${counts}.`
  );
}

function timeNote(ratios) {
  const ratio = median(ratios.map(({ exact }) => exact));
  return `A completion of ${LENGTH} tokens takes exact ${ratio.toFixed(3)} of the time of off (median of ${ratios.length}, target <= ${TARGET}).`;
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
