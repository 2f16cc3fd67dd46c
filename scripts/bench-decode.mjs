/**
 * `npm run bench:decode -- [--model FILE] [--tokens N] [--prompts N] [--prompt-tokens N] [--gpu G] [--threads N]
 * [--json]`: our decode loop against node-llama-cpp's own and against a llama-server of the same llama.cpp, which is
 * built from the source that node-llama-cpp carries the first time (ten minutes). Same model, same prompts, same run.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { markdownSection } from './lib/bench-markdown.mjs';
import { chooseModel } from './lib/bench-model.mjs';
import { endable } from './lib/cleanup.mjs';
import { importTs } from './lib/import-ts.mjs';
import { say } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { freePort } from './lib/port.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureLlamaServer } from './setup/llama-server.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    tokens: { type: 'string', default: '32' },
    prompts: { type: 'string', default: '8' },
    'prompt-tokens': { type: 'string', default: '384' },
    gpu: { type: 'string', default: 'cpu' },
    threads: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

await ensureDependencies();
const file = await chooseModel(values.model);
if (!existsSync(file)) {
  say(`There is no file ${file}.`);
  process.exit(2);
}
const { runDecodeBench } = await importTs('test/bench/decode/bench.ts');
const result = await runDecodeBench({
  file,
  gpu: values.gpu,
  threads: Number(values.threads),
  prompts: Number(values.prompts),
  promptTokens: Number(values['prompt-tokens']),
  tokens: Number(values.tokens),
  root,
  server: await ensureLlamaServer(values.gpu === 'auto' ? 'cpu' : values.gpu),
  freePort,
  endable,
  say,
});
if (values.json) {
  console.log(JSON.stringify(result, undefined, 2));
} else {
  const command = ['npm run bench:decode --', ...process.argv.slice(2)].join(' ');
  const { title, legs, ratios, notes } = result;
  console.log(markdownSection(title, command, [legs, ratios], notes));
}
