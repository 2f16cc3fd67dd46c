/**
 * `npm run bench [-- --only NAME] [--json | --markdown]`: runs test/bench/*.mjs. Each exports `run()`, which returns
 * `{ title, rows: [{ name, …values }], notes? }`; values are numbers or strings, named with their unit ("ms", "MB/s").
 */
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { benchMarkdown } from './lib/bench-markdown.mjs';
import { say } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { prepareEnvironment } from './setup/environment.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    markdown: { type: 'boolean', default: false },
  },
});
const folder = path.join(root, 'test/bench');
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => path.basename(file, '.mjs'));
const unknown = (values.only ?? []).filter((name) => !names.includes(name));
if (unknown.length) {
  say(`There is no bench ${unknown.join(', ')}; there are: ${names.join(', ')}.`);
  process.exit(2);
}

await ensureDependencies();
await prepareEnvironment();
const results = {};
for (const name of values.only ?? names.sort()) {
  say(`Running ${name}…`);
  const { run } = await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
  results[name] = await run();
  if (values.markdown) console.log(benchMarkdown(name, results[name]));
  else if (!values.json) print(name, results[name]);
}
const machine = {
  platform: `${process.platform}-${process.arch}`,
  cpu: os.cpus()[0]?.model,
  cores: os.cpus().length,
  node: process.version,
};
if (values.json) console.log(JSON.stringify({ machine, results }, undefined, 2));
else console.log(`\nOn ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}.`);

function print(name, { title, rows, notes }) {
  console.log(`\n${title ?? name}`);
  for (const line of table(rows)) console.log(`  ${line}`);
  for (const note of [notes ?? []].flat()) console.log(`  ${note}`);
}

/** Lines of a table with aligned columns; numbers to the right. */
function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value) =>
    typeof value === 'number'
      ? value.toLocaleString('en', { maximumFractionDigits: 3 })
      : String(value ?? '');
  const text = [columns, ...rows.map((row) => columns.map((column) => cell(row[column])))];
  const widths = columns.map((_, at) => Math.max(...text.map((line) => line[at].length)));
  const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
  return text.map((line) =>
    line
      .map((value, at) => (isNumber[at] ? value.padStart(widths[at]) : value.padEnd(widths[at])))
      .join('  '),
  );
}
