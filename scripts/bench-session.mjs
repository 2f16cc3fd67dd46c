/**
 * `npm run bench:session -- [--sessions A,B] [--only ours|peer] [--model FILE] [--gpu G] [--threads N]
 * [--setting NAME=JSON] [--json]`: plays recorded editing sessions in VS Code, with the extension as it ships and with
 * llama-server asked as llama.vscode asks it: keystroke to ghost text, tokens evaluated, requests, work for nothing.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { markdownSection } from './lib/bench-markdown.mjs';
import { chooseModel } from './lib/bench-model.mjs';
import { endable, temporaryFolder } from './lib/cleanup.mjs';
import { importTs } from './lib/import-ts.mjs';
import { say } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { freePort } from './lib/port.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureLlamaServer } from './setup/llama-server.mjs';
import { ensureVsCode } from './setup/vscode.mjs';

/** Milliseconds that a session may take, with the start of VS Code. */
const LIMIT = 300_000;

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '' },
    only: { type: 'string' },
    model: { type: 'string' },
    gpu: { type: 'string', default: 'cpu' },
    threads: { type: 'string', default: '1' },
    setting: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
});
if (values.only !== undefined && !['ours', 'peer'].includes(values.only)) {
  say(`There is no arm ${values.only}; there are: ours, peer.`);
  process.exit(2);
}
await ensureDependencies();
const asked = await chooseModel(values.model);
if (!existsSync(asked)) {
  say(`There is no file ${asked}.`);
  process.exit(2);
}
const server = await ensureLlamaServer(values.gpu === 'auto' ? 'cpu' : values.gpu);
if (server.missing) {
  say(server.missing);
  process.exit(2);
}
const { buildExtension } = await import('../test/bench/session/extension.mjs');
const { runHostTests } = await import('./vscode/host-tests.mjs');
const { withMarkers } = await importTs('test/bench/session/fimCopy.ts');
const { runSessionBench } = await importTs('test/bench/session/bench.ts');

// In a folder of its own: others may be building, or running what was built.
const extension = await temporaryFolder('bench-extension');
const testsPath = await buildExtension(extension.path);
const vscode = await ensureVsCode();
const models = await temporaryFolder('bench-model');
const model = await withMarkers(asked, path.join(models.path, path.basename(asked)));
const { played, tables } = await runSessionBench({
  model: model.file,
  gpu: values.gpu,
  threads: Number(values.threads),
  sessions: values.sessions.split(',').filter(Boolean),
  arms: values.only === undefined ? ['ours', 'peer'] : [values.only],
  settings: Object.fromEntries(values.setting.map(parseSetting)),
  root,
  server: server.path,
  freePort,
  endable,
  temporaryFolder,
  say,
  runHost: async (workspace, env) => {
    await mkdir(workspace, { recursive: true });
    return runHostTests({
      vscode,
      workspace,
      extensionPath: extension.path,
      testsPath,
      env,
      limitMs: LIMIT,
    });
  },
});
if (values.json) console.log(JSON.stringify({ model, played, tables }, undefined, 2));
else {
  const command = ['npm run bench:session --', ...process.argv.slice(2)].join(' ');
  const title = `Sessions: ${path.basename(asked)}, ${values.threads} thread(s), ${values.gpu}`;
  console.log(markdownSection(title, command, tables, notes()));
}
models.remove();
extension.remove();

function notes() {
  return [
    `${played.length} recorded session${played.length === 1 ? '' : 's'}, played in VS Code's extension host, arms one after the other. A time is from the key to the items that the editor gets; "where both showed" are the same keystrokes in both.`,
    'Tokens are all that went through the model, in the background, too. A completion is accepted where it is what the session writes next.',
    ...(model.isCopy
      ? [
          'The model has no markers for filling in the middle: both arms got a copy of its file in which spare control tokens are spelled as such. What it writes says nothing of either arm.',
        ]
      : []),
  ];
}

function parseSetting(text) {
  const at = text.indexOf('=');
  return [text.slice(0, at), JSON.parse(text.slice(at + 1))];
}
