/**
 * `node scripts/answer-tasks.mjs TASKS.jsonl --model FILE.gguf [--threads N]`: what a model writes at each place of a
 * file of tasks (training/evaluation/tasks.py), through the sidecar as it ships, one line of JSON each:
 * the text as shown, milliseconds to the first token and to the end, and for tasks of kind `line` the bits that the
 * model needs for what stands before the place, with its bytes.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { importTs } from './lib/import-ts.mjs';
import { say } from './lib/log.mjs';
import { sidecarBundle } from '../test/bench/fim/sidecarBundle.mjs';

const { values, positionals } = parseArgs({
  options: { model: { type: 'string' }, threads: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const [file] = positionals;
if (file === undefined || values.model === undefined) {
  say('Name a file of tasks, and a GGUF file with --model.');
  process.exit(2);
}

const { startSidecar } = await importTs('sidecar/connect.ts');
const { CompleteRequest, SurprisalRequest } = await importTs('sidecar/protocol/index.ts');
/** Tokens: more than the longest line that is asked for. */
const MAX_TOKENS = 48;
const LN2 = Math.log(2);

const tasks = (await readFile(file, 'utf8'))
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line));
const spec = {
  model: values.model,
  gpu: 'cpu',
  contextSize: 2048,
  gpuLayers: 'auto',
  threads: Number(values.threads),
};
const sidecar = await startSidecar({
  scriptPath: await sidecarBundle('shipped'),
  logLevel: 'error',
  onLog: say,
});
try {
  for (const [index, task] of tasks.entries()) {
    console.log(JSON.stringify({ ...(await answer(task, index)), ...(await bitsOf(task, index)) }));
    if ((index + 1) % 100 === 0) say(`${index + 1} of ${tasks.length} tasks`);
  }
} finally {
  await sidecar.dispose();
}

async function answer({ prefix, suffix, language, path }, index) {
  const { text, stats } = await sidecar.connection.sendRequest(CompleteRequest, {
    spec,
    documentId: `task ${index}`,
    prefix,
    suffix,
    prefixComplete: true,
    suffixComplete: true,
    languageId: language,
    path,
    mode: 'line',
    maxTokens: MAX_TOKENS,
    maxPromptTokens: 0,
    timeBudgetMs: 0,
    temperature: 0,
    seed: 1,
    boundary: 'exact',
    // Of other places in the same file, a source could learn what stands here.
    workspace: `task ${index}`,
  });
  return { text, firstTokenMs: stats.firstTokenMs, totalMs: stats.totalMs };
}

async function bitsOf({ kind, prefix }, index) {
  if (kind !== 'line' || prefix === '') return {};
  const { logprob, scoredBytes } = await sidecar.connection.sendRequest(SurprisalRequest, {
    spec,
    documentId: `reading ${index}`,
    text: prefix,
    top: 0,
  });
  return { bits: -logprob / LN2, bytes: scoredBytes };
}
