/**
 * `node scripts/merging-table.mjs [--only STRATEGY…] [--corpus c…] [--tokenizer cl100k_base…] [--print]`: what each
 * what-if strategy saves on real corpora, beside what its paper says. Writes the table into docs/merging.md, between
 * its marks, or with --print to standard output. With --only, the rows of other strategies stay as the page has them.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildVocabularies } from './assets/vocabularies.mjs';
import { CORPORA, readCorpus } from './corpora.mjs';
import { grammarFile } from './grammars/packages.mjs';
import { importTs } from './lib/import-ts.mjs';
import { say, timed } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { PAGE, readBlock, writeBlock } from './merging/page.mjs';
import { corporaTable, headOf, LEGEND, noteOf, rowOf, titleOf } from './merging/table.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    corpus: { type: 'string', multiple: true },
    tokenizer: { type: 'string', multiple: true },
    print: { type: 'boolean', default: false },
  },
});
if ((values.corpus || values.tokenizer) && !values.print) {
  say('The page has all corpora and tokenizers: add --print.');
  process.exit(2);
}

await ensureDependencies();
const core = await importTs('test/bench/merging/tableCore.ts');
const strategies = core.STRATEGIES.filter(({ id }) => !values.only || values.only.includes(id));
const assets = path.join(root, 'node_modules', '.cache', 'tokoscope', 'bench-assets');
await mkdir(assets, { recursive: true });
await buildVocabularies(assets);
const syntax = new core.Syntax((name) => readFile(grammarFile(name)));

const corpora = [];
for (const id of values.corpus ?? Object.keys(CORPORA))
  corpora.push({ ...CORPORA[id], files: await readCorpus(id) });
const page = (await readBlock()).split('\n');
const lines = [...LEGEND, ...corporaTable(corpora), ''];
const notes = new Set();
for (const name of values.tokenizer ?? ['o200k_base', 'cl100k_base']) {
  const columns = await measure(name);
  const kept = page.slice(page.findIndex((line) => line.startsWith(`**${name}** `)) + 1);
  lines.push(titleOf(name, columns), '', ...headOf(columns));
  for (const { id, name: shown } of core.STRATEGIES) {
    const comparisons = columns.map(({ rows }) => rows.get(id)).filter(Boolean);
    const isMeasured = comparisons.length > 0;
    const old = kept.find(
      (line) => line.startsWith(`| ${shown} | `) || line.startsWith(`| ${shown} (without `),
    );
    lines.push(...[isMeasured ? rowOf(comparisons) : old].filter(Boolean));
    const note = isMeasured ? noteOf(comparisons) : page.find((line) => line.startsWith(`${shown}: `));
    if (note) notes.add(note);
  }
  lines.push('');
}
for (const note of notes) lines.push(note, '');
if (values.print) console.log(lines.join('\n'));
else {
  await writeBlock(lines.join('\n'));
  say(`Written: ${path.relative(root, PAGE)}`);
}

/** For each corpus its comparisons by the strategies' ids. */
async function measure(name) {
  const tokenizer = await core.loadTokenizer(name, async (asset) => readFile(path.join(assets, asset)));
  const columns = [];
  for (const corpus of corpora) {
    const texts = await timed(`${corpus.name} with ${name}`, () => tokenize(corpus.files, tokenizer));
    const tokens = texts.reduce((sum, text) => sum + text.tokens.length, 0);
    const rows = new Map();
    for (const strategy of strategies) {
      const compare = async () => [...core.compareStrategies([strategy], texts)][0];
      rows.set(strategy.id, await timed(`  ${strategy.id}`, compare));
    }
    columns.push({ name: corpus.name, tokens, rows });
  }
  return columns;
}

/** Texts in tokens and units; one tree is there at a time. */
async function tokenize(files, tokenizer) {
  const texts = [];
  const options = {
    functions: false,
    tokompiled: strategies.some(({ needsTokompiler }) => needsTokompiler),
  };
  for (const file of files) {
    const language = core.languageOfFile(file.name, file.text);
    const document = language && (await syntax.open(language, file.text));
    try {
      texts.push(core.tokenizeText(file, tokenizer, document, options));
    } finally {
      document?.dispose();
    }
  }
  return texts;
}
