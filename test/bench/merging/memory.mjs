/**
 * node --expose-gc memory.mjs ENCODING FILES: what stays in memory while so many files go through the report of a
 * workspace, in bytes after each tenth of them. The files are the C sources again and again, with names of their own.
 */
import { readFile } from 'node:fs/promises';
import { grammarFile } from '../../../scripts/grammars/packages.mjs';
import { importTs } from '../../../scripts/lib/import-ts.mjs';
import { encodingAssets } from '../tokens/engines.mjs';
import { cSources } from './sources.mjs';

const [encoding, count] = process.argv.slice(2);
const { Analysis, loadTokenizer, STRATEGIES } = await importTs('test/bench/merging/core.ts');
const sources = cSources();
const files = Number(count);
const options = { choice: 'identifiers', windowSizes: [512, 1024, 32_768] };
const strategies = STRATEGIES.filter(({ id }) => ['identifiers', 'leaves', 'zip2zip'].includes(id));
const analysis = new Analysis(
  await loadTokenizer(encoding, await encodingAssets()),
  (name) => readFile(grammarFile(name)),
  strategies,
  options,
);
await analysis.learn([]);
const kept = [];
let resident = 0;
for (let i = 0; i < files; i++) {
  const { text } = sources[i % sources.length];
  // Each file has names of its own, as files have.
  const own = text.slice(0, 8000).replace(/\b(\w*_\w+)\b/g, `$1_${i}`);
  await analysis.add({ name: `${i}.c`, text: own });
  if ((i + 1) % (files / 10) === 0) {
    kept.push(used());
    resident = Math.max(resident, process.memoryUsage().rss);
  }
}
console.log(JSON.stringify({ kept, resident, names: analysis.data().tally.identifiers.length }));

function used() {
  for (let i = 0; i < 3; i++) globalThis.gc();
  const { external, heapUsed } = process.memoryUsage();
  return heapUsed + external;
}
