/**
 * What lexical units and recycled tokens are worth as the only source of drafts, on this project's own files, read one
 * after the other as in a workspace. The model reads the beginning of a file and goes on from there, greedily; then
 * the file's beginning warms the sources up for the next file. A draft changes no token, so that one plain pass tells
 * what every source would have had accepted. Needs the model of `npm run model`; `TOKOSCOPE_BINDING` chooses the
 * binding, `TOKOSCOPE_BENCH_TOKENS` how many tokens of a file are read (512).
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { cacheFolder, root } from '../../scripts/lib/paths.mjs';
import { loadOptions } from './loadOptions.mjs';

const WARM_UP = 1;
const FILES = [
  'sidecar/completion/complete.ts',
  'sidecar/server/loadModel.ts',
  'sidecar/models/locate.ts',
  'sidecar/fim/window.ts',
  'sidecar/completion/generate.ts',
  'sidecar/server/server.ts',
  'sidecar/models/ggufHeader.ts',
  'sidecar/fim/prompt.ts',
  'sidecar/stops/dedent.ts',
  'sidecar/stops/repeated.ts',
  'sidecar/stops/rules/scope.ts',
  'sidecar/server/validate.ts',
  'sidecar/postprocess/registry.ts',
];
/** Tokens of a file that are read, and of an answer. */
const MOST = Number(process.env.TOKOSCOPE_BENCH_TOKENS ?? 512);
const ANSWER = 24;
const MOST_DRAFTED = 16;

const never = new AbortController().signal;

export async function run() {
  const file = path.join(cacheFolder, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf');
  if (!existsSync(file)) {
    return { title: 'Draft sources', rows: [], notes: 'The model is not installed: npm run model.' };
  }
  const { loadLlama } = await importTs('sidecar/engine/llama/load.ts');
  const modules = {
    ...(await importTs('sidecar/drafts/units/unitSource.ts')),
    ...(await importTs('sidecar/drafts/units/mine.ts')),
    ...(await importTs('sidecar/drafts/topTokens.ts')),
    ...(await importTs('sidecar/drafts/recycling.ts')),
    ...(await importTs('sidecar/drafts/verify/step.ts')),
  };
  const { engine } = await loadLlama(loadOptions(file));
  try {
    return report(await readWorkspace(engine, modules), path.basename(file));
  } finally {
    await engine.dispose();
  }
}

/** Sources that stay through all files, and those that begin anew with each. */
function sourcesOf({ UnitSource, RecyclingSource }, engine) {
  const units = (least) => () => new UnitSource(engine, { least });
  const recycling = (least) => () => new RecyclingSource(engine, { least });
  const table = [
    { name: 'units, mined', create: units(0.3), mines: true, observes: true },
    { name: 'units, mined, least 0.1', create: units(0.1), mines: true, observes: true },
    { name: 'units, from answers alone', create: units(0.3), observes: true },
    { name: 'recycling, file read', create: recycling(0.3), mines: true, observes: true },
    { name: 'recycling, from answers alone', create: recycling(0.3), observes: true },
    { name: 'recycling, no logits', create: recycling(0.3) },
  ];
  return table.map((row) => ({ ...row, source: row.create(), steps: 0, tokens: 0, drafted: 0, accepted: 0 }));
}

async function readWorkspace(engine, modules) {
  const entries = sourcesOf(modules, engine);
  const mined = { files: 0, tokens: 0, units: 0, inUnits: 0 };
  const ms = { decode: [], units: [], recycling: [] };
  const state = { entries, mined, ms, cheap: engine.logitsAreCheap };
  for (const [index, name] of FILES.entries()) {
    const text = readFileSync(path.join(root, name), 'utf8');
    const tokens = engine.vocabulary.tokenize(text).slice(0, MOST);
    const read = await readFile(engine, modules, tokens);
    if (index >= WARM_UP) {
      const pass = await plainPass(engine, modules, tokens, ms);
      for (const entry of entries) simulate(entry, pass, ms);
    }
    warmUp(entries, name, read, engine.vocabulary.size);
    mined.files++;
    mined.tokens += tokens.length;
    mined.units += read.mined.units.length;
    mined.inUnits += read.mined.units.reduce((total, { start, end }) => total + end - start, 0);
  }
  return state;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** A text's units, and of each position what recycling looks at. */
async function readFile(engine, { Mining, topTokens }, tokens) {
  const seen = [];
  const observe = (before, token, logits) => seen.push({ before, token, top: topTokens(logits) });
  const mining = new Mining(engine.vocabulary, tokens);
  while (!mining.isDone) await mining.readOn(asideOf(engine), { signal: never, observe });
  return { mined: mining.units, seen };
}

/** Where an engine can't read beside its cache, the cache has to give way. */
const asideOf = (engine) =>
  engine.aside ?? {
    room: engine.contextSize,
    evaluate: async (tokens, options) => {
      await engine.rollback({ length: 0 });
      await engine.evaluate(tokens, options);
    },
  };

function warmUp(entries, name, { mined, seen }, size) {
  const logits = new Float32Array(size);
  const warm = entries.filter(({ mines }) => mines);
  for (const { source } of warm) source.learnUnits?.('bench', name, mined);
  for (const { before, token, top } of seen) {
    logits.fill(-Infinity);
    top.ids.forEach((id, at) => (logits[id] = top.logits[at]));
    for (const { source } of warm) source.read?.('bench', before, token, logits);
  }
}

/** What the model writes, with the logits before each token of it. */
async function plainPass(engine, { stepWithDistributions }, prompt, ms) {
  await engine.sync(prompt, never);
  const all = [...prompt];
  const logits = [];
  while (logits.length < ANSWER) {
    const start = performance.now();
    const { tokens } = await stepWithDistributions(engine, all.slice(-1), [], [], {
      sampling: { temperature: 0 },
      seed: 0,
      signal: never,
      observe: (_, values) => logits.push(values.slice()),
    });
    ms.decode.push(performance.now() - start);
    all.push(...tokens);
  }
  return { prompt, answer: all.slice(prompt.length), logits };
}

/** Decodes with a source, from what a plain pass says that the model would have done. */
function simulate(entry, { prompt, answer, logits }, ms) {
  const { source } = entry;
  source.begin({ tokens: prompt, isControl: () => false, workspace: 'bench', signal: never });
  const all = [...prompt, ...answer];
  for (let at = 0; at < answer.length;) {
    const room = Math.min(MOST_DRAFTED, answer.length - at - 1);
    const draft = room > 0 ? (source.propose(room)?.tokens ?? []) : [];
    let accepted = 0;
    while (accepted < draft.length && draft[accepted] === answer[at + accepted]) accepted++;
    for (let i = 0; i <= accepted && entry.observes; i++) {
      const last = prompt.length + at + i - 1;
      const start = performance.now();
      source.observe(all[last - 1], all[last], logits[at + i]);
      ms[source.name].push(performance.now() - start);
    }
    source.push({ tokens: answer.slice(at, at + accepted + 1) });
    entry.steps++;
    entry.tokens += accepted + 1;
    entry.drafted += draft.length;
    entry.accepted += accepted;
    at += accepted + 1;
  }
}

function report({ entries, mined, ms, cheap }, model) {
  const round = (value) => Number(value.toFixed(3));
  return {
    title: `Draft sources alone: ${model}, ${FILES.length - WARM_UP} files after ${WARM_UP}, ${ANSWER} tokens after the first ${MOST} of each`,
    rows: entries.map(({ name, steps, tokens, drafted, accepted }) => ({
      name,
      'tokens per decode': round(tokens / steps),
      'drafted per decode': round(drafted / steps),
      acceptance: round(accepted / Math.max(1, drafted)),
      decodes: steps,
    })),
    notes: [
      `Units: ${round(mined.units / mined.files)} per file, ${round(mined.inUnits / mined.units)} tokens long, ${round((100 * mined.inUnits) / mined.tokens)} % of ${mined.tokens} tokens.`,
      `Looking at one position's logits: units ${round(median(ms.units))} ms, recycling ${round(median(ms.recycling))} ms; a decode ${round(median(ms.decode))} ms${cheap ? '' : ' (logits are not cheap on this binding)'} (medians).`,
    ],
  };
}
