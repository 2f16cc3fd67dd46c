/**
 * What drafts are worth: tokens per decode and milliseconds per token with drafts and without, on repetitive edits
 * (test/bench/drafts/repetitive, cut where the last repetition begins) and on code that cannot be guessed (files of
 * this repository, cut at places spread over them). The ways take turns at each place, half of them the other way
 * round. Uses the model that is installed, else a random one, whose times say nothing.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { cacheFolder, root } from '../../scripts/lib/paths.mjs';
import { tinyModel } from '../lib/gguf/tinyModel.mjs';
import { loadOptions } from './loadOptions.mjs';
import { median } from './tokens/measure.mjs';

const folder = path.join(root, 'test/bench/drafts/repetitive');
/** Parts of a repetitive file at which it is cut: each has seen a few repetitions. */
const CUTS = [0.6, 0.8];
const NOVEL = ['inventory.py', 'server.go', 'parser.rs', 'shapes.ts', 'ring_buffer.c', 'Ledger.java'];
const PLACES = Number(process.env.TOKOSCOPE_BENCH_PLACES ?? 2);
const TOKENS = 40;
const PROMPT = 384;
/** auto: drafts that are worth their time here; always: all that have a chance, whatever a larger batch costs. */
const WAYS = { off: 'plain', auto: 'drafted', always: 'all' };
const never = new AbortController().signal;

export async function run() {
  const { prepare } = await importTs('sidecar/completion/prepare.ts');
  const { decode } = await importTs('sidecar/completion/decode.ts');
  const model = await openModel();
  // Each way learns for itself: what one has written would be known to the next.
  const drafters = { off: model.drafter, auto: model.newDrafter(), always: model.newDrafter() };
  const compare = async (set, places, manners) => {
    const none = () => ({ tokens: 0, decodes: 0, ms: 0, cpuMs: 0 });
    const sums = { plain: none(), drafted: none(), all: none() };
    const sources = {};
    const speeds = [];
    let changed = 0;
    for (const [index, place] of places.entries()) {
      const prepared = await prepare(model, { ...REQUEST, ...place }, never);
      const answers = {};
      const took = {};
      const ways = manners.map((manner) => [WAYS[manner], manner]);
      for (const [way, manner] of index % 2 === 0 ? ways : ways.reverse()) {
        await model.engine.rollback({ length: prepared.start.tokens.length - 1 });
        const startedAt = performance.now();
        const cpuBefore = process.cpuUsage();
        answers[way] = await decode(prepared, drafters[manner], manner);
        took[way] = performance.now() - startedAt;
        const { user, system } = process.cpuUsage(cpuBefore);
        sums[way].ms += took[way];
        sums[way].cpuMs += (user + system) / 1000;
        sums[way].tokens += answers[way].generated - prepared.start.chosen;
        sums[way].decodes += answers[way].decodes;
        if (manner === 'auto') add(sources, drafters.auto.stats);
      }
      speeds.push(took.plain / took.drafted);
      changed += Object.values(answers).filter(({ text }) => text !== answers.plain.text).length;
    }
    return { set, places: places.length, ...sums, speed: median(speeds), sources, changed };
  };
  try {
    const sets = [
      await compare('repetitive edits', repetitive(), ['off', 'auto', 'always']),
      await compare('novel code', novel(), ['off', 'auto']),
    ];
    const { measured, single } = drafters.auto.costs;
    const costs = measured.map(({ positions, ms }) => `${positions}: ${(ms / single).toFixed(2)}`);
    return {
      title: `Drafts: ${model.name}, ${model.threads} thread(s), CPU, ${TOKENS} tokens at each place`,
      rows: sets.flatMap(({ set, places, plain, drafted, all, speed, sources, changed }) => [
        {
          name: `${set}, ${places} places`,
          'tokens/decode': drafted.tokens / drafted.decodes,
          ...(all.decodes > 0 ? { 'with all drafts': all.tokens / all.decodes } : {}),
          'ms/token, plain': plain.ms / plain.tokens,
          'ms/token': drafted.ms / drafted.tokens,
          'speed, plain = 1': speed,
          'in CPU time': plain.cpuMs / plain.tokens / (drafted.cpuMs / drafted.tokens),
          'answers changed': changed,
        },
        ...Object.entries(sources).map(([name, { drafts, drafted: tokens, accepted }]) => ({
          name: `… ${name}`,
          drafts,
          'tokens drafted': tokens,
          'of them right': accepted,
        })),
      ]),
      notes: [
        'The speed is the median over the places; in CPU time that of their sum, which other programs disturb less. Targets: at least 2 tokens per decode on repetitive edits, at least 0.97 of the plain speed on novel code.',
        `Cost of a decode by number of positions, of one = 1: ${costs.join(', ')}.`,
      ],
    };
  } finally {
    for (const drafter of Object.values(drafters)) await drafter.dispose();
    await model.engine.dispose();
  }
}

const REQUEST = {
  documentId: '',
  mode: 'block',
  maxTokens: TOKENS,
  maxPromptTokens: PROMPT,
  timeBudgetMs: 0,
  temperature: 0,
  seed: 0,
  boundary: 'off',
};

async function openModel() {
  const { loadLlama } = await importTs('sidecar/engine/llama/load.ts');
  const { Drafter } = await importTs('sidecar/drafts/drafter.ts');
  const { SOURCES } = await importTs('sidecar/drafts/sources.ts');
  const { detectFim } = await importTs('sidecar/fim/index.ts');
  const installed = path.join(cacheFolder, 'models', 'SmolLM2-135M-Instruct.Q4_1.gguf');
  const file = existsSync(installed) ? installed : tinyModel({ size: 'mid' });
  const loaded = await loadLlama(loadOptions(file));
  const { engine, threads } = loaded;
  const newDrafter = () => new Drafter(SOURCES.map((create) => create({ vocabulary: engine.vocabulary })));
  const format = detectFim(engine.vocabulary, '', '');
  return { engine, drafter: newDrafter(), newDrafter, format, info: {}, threads, name: path.basename(file) };
}

/** Cursors at the starts of lines, in the middle of what repeats. */
function repetitive() {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    return CUTS.map((part) => at(name, text, text.indexOf('\n', Math.floor(text.length * part)) + 1));
  });
}

/** Cursors in the middle of lines, spread over the files. */
function novel() {
  return NOVEL.flatMap((name) => {
    const text = readFileSync(path.join(root, 'test/fixtures/languages', name), 'utf8').replaceAll(
      '\r\n',
      '\n',
    );
    return Array.from({ length: PLACES }, (_, i) =>
      at(name, text, Math.floor((text.length * (i + 0.7)) / (PLACES + 1))),
    );
  });
}

function at(name, text, offset) {
  return {
    path: name,
    languageId: '',
    // Nothing is known of other places, of which some answers are parts.
    workspace: `${name} ${offset}`,
    prefix: text.slice(0, offset),
    suffix: text.slice(offset),
    prefixComplete: true,
    suffixComplete: true,
  };
}

function add(total, more) {
  for (const [name, stats] of Object.entries(more)) {
    total[name] ??= { drafts: 0, drafted: 0, accepted: 0 };
    for (const key of Object.keys(total[name])) total[name][key] += stats[key];
  }
}
