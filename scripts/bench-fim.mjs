/**
 * `npm run bench:fim -- [--model M] [--split NAME] [--arms A,B,C,D,E] [--limit N] [--seed N]
 * [--drafts auto|off] [--gpu G] [--threads N] [--json]`: what a model writes in the holes of HumanEval-Infilling through the sidecar as it ships: exact match and
 * pass@1 for each way to begin at the cursor, tokens per decode, latency. M is a GGUF file or an id that
 * `tokoscope models` lists; when absent, the small model of the tests. An interrupted run goes on where it stopped.
 */
import { parseArgs } from 'node:util';
import { markdownSection } from './lib/bench-markdown.mjs';
import { chooseModel } from './lib/bench-model.mjs';
import { importTs } from './lib/import-ts.mjs';
import { say } from './lib/log.mjs';
import { cacheFolder, root } from './lib/paths.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    split: { type: 'string', multiple: true },
    arms: { type: 'string' },
    limit: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    drafts: { type: 'string', default: 'auto' },
    gpu: { type: 'string', default: 'auto' },
    threads: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});

await ensureDependencies();
const { sidecarBundle } = await import('../test/bench/fim/sidecarBundle.mjs');
const { ARM_NAMES, SPLITS, runFimBench } = await importTs('test/bench/fim/bench.ts');

const splits = values.split ?? ['single-line', 'random-span-light'];
const arms = values.arms?.split(',') ?? ARM_NAMES;
mustBe(
  'split',
  splits,
  SPLITS.map(({ name }) => name),
);
mustBe('arm', arms, ARM_NAMES);
mustBe('way to draft', [values.drafts], ['auto', 'off']);
const options = {
  model: await chooseModel(values.model),
  gpu: values.gpu,
  threads: Number(values.threads),
  arms,
  limit: Number(values.limit),
  seed: Number(values.seed),
  drafts: values.drafts,
  root,
  cacheFolder,
  bundle: sidecarBundle,
  say,
};

const results = [];
for (const split of splits) {
  const result = await runFimBench({ ...options, split });
  results.push(result);
  say(`What was written is in ${result.journal}.`);
  if (!values.json) console.log(markdown(result));
}
if (values.json) console.log(JSON.stringify(results, undefined, 2));

function mustBe(what, names, known) {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  say(`There is no ${what} ${unknown.join(', ')}; there are: ${known.join(', ')}.`);
  process.exit(2);
}

function markdown({ split, model, cursors, quality, speed, boundary, drafts, notes }) {
  const title = `Completion in holes: ${model.name}, ${split}, ${cursors} cursors`;
  const command = ['npm run bench:fim --', ...process.argv.slice(2)].join(' ');
  return markdownSection(
    title,
    command,
    [quality, speed, boundary, drafts].filter(({ length }) => length > 0),
    notes,
  );
}
