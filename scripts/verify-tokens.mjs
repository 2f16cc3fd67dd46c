/**
 * `npm run verify:tokens -- PATH… [--tokenizers A,B] [--sample MB] [--reference native|js] [--no-hostile]
 * [--threads N]`
 *
 * Compares the ids of every file under the paths, and of a built-in hostile set, with the reference's: tiktoken for
 * OpenAI's encodings, Hugging Face's tokenizers for the tokenizer.json files. Checks offsets, too. Prints a table;
 * exits with 1 if anything differs.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { say } from './lib/log.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensurePeers } from '../test/bench/peers/setup.mjs';
import { batchFiles, listFiles, sampleFiles } from './verify/files.mjs';
import { ENCODINGS, FILES, prepareSubjects } from './verify/subjects.mjs';
import { verify } from './verify/verify.mjs';

const BATCH_BYTES = 2_000_000;
const SHOWN = 3;

const { values, positionals: paths } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    tokenizers: { type: 'string' },
    sample: { type: 'string' },
    reference: { type: 'string', default: 'native' },
    hostile: { type: 'boolean', default: true },
    threads: { type: 'string', default: String(os.availableParallelism()) },
  },
});
const names = values.tokenizers?.split(',') ?? [...ENCODINGS, ...FILES];
const unknown = names.filter((name) => !ENCODINGS.includes(name) && !FILES.includes(name));
if (unknown.length > 0)
  usage(`There is no tokenizer ${unknown.join(', ')}; there are: ${[...ENCODINGS, ...FILES].join(', ')}.`);
if (!['native', 'js'].includes(values.reference)) usage('--reference is native or js.');
if (values.sample !== undefined && !(Number(values.sample) > 0)) usage('--sample takes megabytes.');

await ensureDependencies();
const needsPeers = values.reference === 'native' && names.some((name) => FILES.includes(name));
if (needsPeers) await ensurePeers();
await prepareSubjects(names);

let files;
try {
  files = listFiles(paths);
} catch (error) {
  usage(error.message);
}
if (values.sample !== undefined) files = sampleFiles(files, 1e6 * Number(values.sample));
const batches = batchFiles(files, BATCH_BYTES);

const results = [];
console.log(line('tokenizer', 'reference', 'texts', 'MB', 'tokens', 'differences', 'seconds'));
for (const name of names) {
  const reference = ENCODINGS.includes(name) ? 'tiktoken' : values.reference;
  const options = { name, reference, batches, hostile: values.hostile, threads: Number(values.threads) };
  const result = await verify(options);
  results.push(result);
  const { texts, bytes, tokens, differences, seconds } = result;
  console.log(
    line(name, reference, texts, (bytes / 1e6).toFixed(1), tokens, differences.length, seconds.toFixed(0)),
  );
  for (const difference of differences.slice(0, SHOWN)) console.log(`  ${difference}`);
  if (result.unread.length > 0) console.log(`  ${result.unread.length} files could not be read`);
}
const different = results.filter(({ differences }) => differences.length > 0);
console.log(
  different.length === 0 ? 'No difference.' : `Different: ${different.map(({ name }) => name).join(', ')}.`,
);
process.exitCode = different.length === 0 ? 0 : 1;

function line(name, reference, ...numbers) {
  return `${name.padEnd(14)} ${reference.padEnd(10)}${numbers.map((number) => number.toLocaleString('en').padStart(14)).join('')}`;
}

function usage(text) {
  say(text);
  process.exit(2);
}
