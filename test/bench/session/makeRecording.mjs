/**
 * `node test/bench/session/makeRecording.mjs --name NAME --language ID --of WHAT --from BEFORE --to AFTER --licence SPDX
 * --copyright TEXT [--seed N] [--keys N] FILE…`: records a session of two neighbouring states of a history. BEFORE and
 * AFTER are folders (of two releases), or with --git revisions of this repository. `--from-name` and `--to-name` are what the
 * recording calls them.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { importTs } from '../../../scripts/lib/import-ts.mjs';
import { root } from '../../../scripts/lib/paths.mjs';
import { run } from '../../../scripts/lib/run.mjs';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    name: text,
    language: text,
    of: text,
    from: text,
    to: text,
    'from-name': text,
    'to-name': text,
    licence: text,
    copyright: text,
    git: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    keys: { type: 'string', default: '180' },
  },
});
for (const name of ['name', 'language', 'of', 'from', 'to', 'licence', 'copyright']) {
  if (!values[name]) throw new Error(`Say --${name}.`);
}
if (positionals.length === 0) throw new Error('Name a file or more.');

const { recordSession } = await importTs('test/bench/session/record.ts');
const { isKeystroke } = await importTs('test/bench/session/session.ts');
const about = {
  name: values.name,
  language: values.language,
  source: {
    of: values.of,
    from: values['from-name'] ?? values.from,
    to: values['to-name'] ?? values.to,
    licence: values.licence,
    copyright: values.copyright,
  },
};
const versions = await Promise.all(
  positionals.map(async (file) => ({
    path: file,
    before: await version(values.from, file),
    after: await version(values.to, file),
  })),
);
const recording = recordSession(about, versions, { seed: Number(values.seed), keys: Number(values.keys) });
const { events, ...rest } = recording;
const lines = events.map((event) => `    ${JSON.stringify(event)}`).join(',\n');
const head = JSON.stringify(rest, undefined, 2).slice(0, -2);
await writeFile(
  path.join(root, 'test/bench/session/recordings', `${values.name}.json`),
  `${head},\n  "events": [\n${lines}\n  ]\n}\n`,
);
const seconds = Math.round(events.reduce((sum, { wait }) => sum + wait, 0) / 1000);
console.log(`${values.name}: ${events.filter(isKeystroke).length} keystrokes in ${seconds} s`);

async function version(where, file) {
  const found = values.git
    ? await run('git', ['show', `${where}:${file}`], { cwd: root })
    : await readFile(path.join(where, file), 'utf8');
  return found.replaceAll('\r\n', '\n');
}
