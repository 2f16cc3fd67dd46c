import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { startSidecar, type Sidecar } from '../../../sidecar/connect';
import {
  LoadRequest,
  type DraftMode,
  type GpuChoice,
  type LoadedModel,
  type ModelSpec,
} from '../../../sidecar/protocol';
import { ARM_NAMES, ARMS, END_CHECK, type Arm, type Variant } from './arms';
import { endChecked } from './endCheck';
import { Journal } from './journal';
import { coldName, keyOf, measure, type Measured } from './measure';
import { openSandbox, type Sandbox } from './sandbox';
import { readCursors, SPLITS, type Cursor, type Split } from './splits';
import { spread, type Case } from './summary';
import { tablesOf, type ArmResult, type Tables } from './tables';

export { ARM_NAMES, SPLITS };

export interface FimBenchOptions {
  /** Absolute path of a GGUF file, or an id of the model registry. */
  readonly model: string;
  readonly gpu: GpuChoice;
  /** 0: the sidecar's own choice. */
  readonly threads: number;
  readonly split: string;
  readonly arms: readonly string[];
  /** Cursors; 0: all. */
  readonly limit: number;
  readonly seed: number;
  readonly drafts: DraftMode;
  /** The repository's root, and the folder for what outlives a run. */
  readonly root: string;
  readonly cacheFolder: string;
  /** Makes a bundle of the sidecar and returns its path. */
  readonly bundle: (variant: Variant) => Promise<string>;
  readonly say: (text: string) => void;
}

export interface FimBenchResult extends Tables {
  readonly split: string;
  readonly model: LoadedModel;
  readonly engine: string;
  readonly cursors: number;
  readonly arms: readonly string[];
  readonly notes: readonly string[];
  /** What every arm wrote at every cursor. */
  readonly journal: string;
}

/** Tokens of context: the longest row of the data takes about 700, an answer 192. */
const CONTEXT = 2048;
/** What every arm is compared with. */
const BASE = 'B';
/** A prompt of which more than this part was in the cache, from a row of the same problem, is not cold. */
const COLD = 0.1;

/** Runs one split through the real sidecar; goes on where an interrupted run of the same kind stopped. */
export async function runFimBench(options: FimBenchOptions): Promise<FimBenchResult> {
  const split = SPLITS.find(({ name }) => name === options.split)!;
  const data = path.join(options.root, 'test/bench/data/human-eval-infilling');
  const all = await readCursors(split, data, options.seed);
  const cursors = options.limit > 0 ? all.slice(0, options.limit) : all;
  const sandbox = await openSandbox(path.join(options.root, 'test/bench/fim/sandbox.py'));
  const spec = specOf(options);
  const sidecars = new Map<Variant, Sidecar>();
  const bundles: string[] = [];
  const open = async (variant: Variant): Promise<LoadedModel> => {
    const scriptPath = await options.bundle(variant);
    bundles.push(scriptPath);
    const sidecar = await startSidecar({ scriptPath, logLevel: 'error', onLog: options.say });
    sidecars.set(variant, sidecar);
    return sidecar.connection.sendRequest(LoadRequest, spec);
  };
  try {
    const model = await open('shipped');
    const arms = armsFor(options.arms, model);
    for (const { variant } of arms) if (!sidecars.has(variant)) await open(variant);
    const journal = await Journal.open<Measured>(await journalFile(options, model, bundles));
    if (journal.size > 0) options.say(`Going on with ${journal.file}.`);
    await measure({
      split,
      cursors,
      arms,
      sidecars,
      spec,
      seed: options.seed,
      drafts: options.drafts,
      journal,
      sandbox: 'missing' in sandbox ? undefined : sandbox,
      onProgress: (done) => {
        if (done % 10 === 0) options.say(`${split.name}: ${done} of ${cursors.length} cursors`);
      },
    });
    const results = resultsOf(options.arms, arms, (name) => casesOf(journal, cursors, name));
    return {
      ...tablesOf(results, { base: BASE, firstLine: split.holeIsLine }),
      split: split.name,
      model,
      engine: sidecars.get('shipped')!.initialize.engine,
      cursors: cursors.length,
      arms: results.map(({ arm }) => arm.name),
      notes: notesOf(options, split, model, sandbox, coldWords(journal, cursors)),
      journal: journal.file,
    };
  } finally {
    await Promise.all([...sidecars.values()].map((sidecar) => sidecar.dispose()));
  }
}

function specOf({ model, gpu, threads }: FimBenchOptions): ModelSpec {
  return { model, gpu, contextSize: CONTEXT, gpuLayers: 'auto', threads };
}

/** Without markers, an arm that only differs in where the text stands between them is arm B. */
function armsFor(names: readonly string[], model: LoadedModel): Arm[] {
  const hasMarkers = model.fim.family !== 'none';
  const asked = names.includes(END_CHECK.name) ? [...names, END_CHECK.from] : names;
  return ARMS.filter(({ name, needsMarkers }) => asked.includes(name) && (hasMarkers || !needsMarkers));
}

/** What was measured, and what follows from it without asking again. */
function resultsOf(
  names: readonly string[],
  arms: readonly Arm[],
  cases: (arm: string) => Case[],
): ArmResult[] {
  const measured = arms.map((arm) => ({ arm, cases: cases(arm.name) }));
  if (!names.includes(END_CHECK.name)) return measured;
  return [...measured, { arm: END_CHECK, cases: cases(END_CHECK.from).map(endChecked) }];
}

/** Results belong together when model, code and question are the same. */
async function journalFile(
  options: FimBenchOptions,
  model: LoadedModel,
  bundles: readonly string[],
): Promise<string> {
  const { size, mtimeMs } = await stat(model.path);
  const code = await Promise.all(bundles.map((file) => readFile(file)));
  const { backend, threads } = model;
  const { split, seed, drafts } = options;
  const question = JSON.stringify([split, seed, drafts, model.path, size, mtimeMs, backend, threads]);
  const hash = createHash('sha256').update(question);
  for (const bundle of code) hash.update(bundle);
  const name = `${options.split}-${path.basename(model.path, '.gguf')}-${hash.digest('hex').slice(0, 12)}.jsonl`;
  return path.join(options.cacheFolder, 'bench-fim', name);
}

function casesOf(journal: Journal<Measured>, cursors: readonly Cursor[], arm: string): Case[] {
  return cursors.flatMap((cursor) => {
    const measured = journal.get(keyOf(cursor, arm));
    return measured === undefined ? [] : [{ cursor, measured }];
  });
}

/** What the first token of a prompt costs that the cache does not hold. */
function coldWords(journal: Journal<Measured>, cursors: readonly Cursor[]): string {
  const cold = casesOf(journal, cursors, coldName('shipped'))
    .map(({ measured }) => measured.stats)
    .filter(({ reused, promptTokens }) => reused <= COLD * promptTokens);
  if (cold.length === 0) return '';
  const { p50, p95 } = spread(cold.map(({ firstTokenMs }) => firstTokenMs));
  const { p50: tokens } = spread(cold.map(({ promptTokens }) => promptTokens));
  return `A prompt that is not in the cache (${tokens} tokens at the median) takes ${p50.toFixed(0)} ms to its first token at the median, ${p95.toFixed(0)} ms at p95.`;
}

function notesOf(
  { seed, drafts }: FimBenchOptions,
  split: Split,
  { name, backend, device, threads, fim }: LoadedModel,
  sandbox: Sandbox | { readonly missing: string },
  cold: string,
): string[] {
  const place = device === undefined ? `${backend}, ${threads} thread(s)` : `${backend}, ${device}`;
  const published = split.holeIsLine
    ? ' Published rule: the first line that the model wrote, stripped, is the line that stood there, stripped.'
    : '';
  return [
    `${name} on ${place}; greedy, at most ${split.maxTokens} tokens, mode "${split.mode}", seed ${seed} chose and ordered the cursors, drafts ${drafts}.`,
    ...(fim.family === 'none'
      ? ['The model has no markers for filling in: every arm sees the text before the cursor only.']
      : [`Markers: ${fim.family}.`]),
    `As shown: after post-processing, to the last character but for blanks at the end.${published}`,
    'Milliseconds: with the prompt in the cache, arms in turns at every cursor.',
    ...(cold === '' ? [] : [cold]),
    'missing' in sandbox ? sandbox.missing : sandbox.words,
  ];
}
