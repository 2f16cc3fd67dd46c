/**
 * What warming up saves after the cursor has moved, and how often a keystroke is answered by a request of an earlier one:
 * the real model process, one thread. Counts of requests and tokens tell more than times where a machine is shared.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { cacheFolder, root } from '../../scripts/lib/paths.mjs';
import { bundleSidecar } from '../lib/bundleSidecar.mjs';
import { tinyModel } from '../lib/gguf/tinyModel.mjs';
import { median } from './tokens/measure.mjs';

const PLACES = 4;
const TYPED = 40;
const INTERVAL = 180;

export async function run() {
  const installed = path.join(cacheFolder, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf');
  const real = existsSync(installed) ? installed : tinyModel({ size: 'mid' });
  const rows = [
    ...(await withSidecar((connection, bench) => warmUps(connection, bench, real))),
    // Random weights, but markers: what comes after the cursor stands behind what was typed.
    ...(await withSidecar((connection, bench) => warmUps(connection, bench, tinyModel()))),
    ...(await typing(real)),
  ];
  return {
    title: `Latency: ${path.basename(real)}, 1 thread, CPU`,
    rows,
    notes: `Warm-up: medians of ${PLACES} places of a file of this project. Typing: ${TYPED} characters, one each ${INTERVAL} ms, of a line as the model would go on, and as the file does.`,
  };
}

async function withSidecar(work) {
  const { startSidecar } = await importTs('sidecar/connect.ts');
  const bench = await importTs('test/bench/latency/replay.ts');
  const sidecar = await startSidecar({ scriptPath: await bundleSidecar(), logLevel: 'error' });
  try {
    return await work(sidecar.connection, bench);
  } finally {
    await sidecar.dispose();
  }
}

const specOf = (model) => ({
  model,
  gpu: 'cpu',
  contextSize: 2048,
  gpuLayers: 'auto',
  threads: 1,
  draftModel: '',
});

const text = () => readFileSync(path.join(root, 'language-tokenizers', 'bpe', 'vocabulary.ts'), 'utf8');

/** Places at ends of words in the middle of lines, all over the text. */
function places(count) {
  const all = text();
  return Array.from({ length: count }, (_, i) => {
    const at = all.indexOf(' ', Math.floor((all.length * (i + 1)) / (count + 1))) + 1;
    return { before: all.slice(0, at), after: all.slice(at), typed: all[at] };
  });
}

async function warmUps(connection, { afterMove }, model) {
  const results = { cold: [], warm: [] };
  const [start, ...others] = places(PLACES + 1);
  for (const to of others) {
    for (const kind of ['cold', 'warm']) {
      results[kind].push(await afterMove(connection, specOf(model), start, to, kind === 'warm'));
    }
  }
  return Object.entries(results).map(([kind, all]) => ({
    name: `${kind} · ${path.basename(model).split('.')[0]}`,
    'prompt tokens': median(all.map((one) => one.promptTokens)),
    evaluated: median(all.map((one) => one.evaluated)),
    'first token, ms': Math.round(median(all.map((one) => one.firstTokenMs))),
  }));
}

async function typing(model) {
  const [, place] = places(2);
  const spec = specOf(model);
  const own = await withSidecar(async (connection, { paramsFor }) => {
    const { CompleteRequest } = await importTs('sidecar/protocol/index.ts');
    const params = { ...paramsFor(spec, place, TYPED), mode: 'block' };
    return (await connection.sendRequest(CompleteRequest, params)).raw;
  });
  const rows = [];
  for (const [name, typed] of [
    ['the model’s text', own.slice(0, TYPED)],
    ['the file’s text', place.after.slice(0, TYPED)],
  ]) {
    for (const join of [false, true]) {
      const replayed = await withSidecar(async (connection, { paramsFor, replay }) => {
        const { CompleteRequest } = await importTs('sidecar/protocol/index.ts');
        await connection.sendRequest(CompleteRequest, paramsFor(spec, place, 1));
        return replay(connection, spec, { ...place, typed }, { interval: INTERVAL, pause: 100, join });
      });
      rows.push({ name: `${name}, ${join ? 'joined' : 'cancelled'}`, ...replayed });
    }
  }
  return rows;
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), undefined, 1));
