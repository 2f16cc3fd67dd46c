/**
 * `node scripts/merging-table.mjs [--only STRATEGY…] [--corpus c…] [--tokenizer cl100k_base…] [--print]`: what each
 * what-if strategy saves on real corpora, beside what its paper says. Writes the table into docs/merging.md, between
 * its marks; with --print, to standard output.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildVocabularies } from './assets/vocabularies.mjs';
import { CORPORA, readCorpus } from './corpora.mjs';
import { grammarFile } from './grammars/packages.mjs';
import { importTs } from './lib/import-ts.mjs';
import { megabytes, say, timed } from './lib/log.mjs';
import { root } from './lib/paths.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';

const PAGE = path.join(root, 'docs', 'merging.md');
const START = '<!-- table: node scripts/merging-table.mjs -->';
const END = '<!-- end of table -->';
const TOKENIZERS = ['o200k_base', 'cl100k_base'];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    corpus: { type: 'string', multiple: true, default: Object.keys(CORPORA) },
    tokenizer: { type: 'string', multiple: true, default: TOKENIZERS },
    print: { type: 'boolean', default: false },
  },
});

await ensureDependencies();
const core = await importTs('test/bench/merging/tableCore.ts');
const strategies = core.STRATEGIES.filter(({ id }) => !values.only || values.only.includes(id));
const assets = path.join(root, 'node_modules', '.cache', 'tokoscope', 'bench-assets');
await mkdir(assets, { recursive: true });
await buildVocabularies(assets);
const syntax = new core.Syntax((name) => readFile(grammarFile(name)));

const corpora = [];
for (const id of values.corpus) corpora.push({ id, ...CORPORA[id], files: await readCorpus(id) });
const results = [];
for (const name of values.tokenizer) {
  const tokenizer = await core.loadTokenizer(name, async (asset) => readFile(path.join(assets, asset)));
  const columns = [];
  for (const { id, files } of corpora) {
    const texts = await timed(`Tokenizing ${id} with ${name}`, () => tokenize(files, tokenizer));
    const tokens = texts.reduce((sum, text) => sum + text.tokens.length, 0);
    const rows = [];
    for (const strategy of strategies)
      rows.push(
        await timed(`  ${strategy.id}`, async () => [...core.compareStrategies([strategy], texts)][0]),
      );
    columns.push({ id, tokens, rows });
  }
  results.push({ name, columns });
}
const text = [...aboutCorpora(), ...results.flatMap(tableOf), ...notes()].join('\n');
if (values.print) console.log(text);
else await writePage(text);

/** Texts in tokens and units; one grammar's documents one after the other, so that one tree is there at a time. */
async function tokenize(files, tokenizer) {
  const texts = [];
  for (const file of files) {
    const language = core.languageOfFile(file.name, file.text);
    const document = language && (await syntax.open(language, file.text));
    try {
      texts.push(core.tokenizeText(file, tokenizer, document));
    } finally {
      document?.dispose();
    }
  }
  return texts;
}

function aboutCorpora() {
  const lines = ['| corpus | what | files | size |', '| --- | --- | ---: | ---: |'];
  for (const { files, name, sources } of corpora) {
    const what = sources.map((source) => `${source.what} (${source.package}, ${source.from})`).join(', ');
    const bytes = files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
    lines.push(`| ${name} | ${what} | ${files.length} | ${megabytes(bytes)} |`);
  }
  return [...lines, ''];
}

/** One tokenizer's table: for each corpus what is saved in sample, and held out. */
function tableOf({ name, columns }) {
  const corpusName = (id) => CORPORA[id].name;
  const heads = columns.flatMap(({ id }) => [`${corpusName(id)}, in sample`, `${corpusName(id)}, held out`]);
  const lines = [
    `**${name}** (${columns.map(({ id, tokens }) => `${corpusName(id)}: ${thousands(tokens)} tokens`).join('; ')})`,
    '',
    `| strategy | ${heads.join(' | ')} | published, elsewhere |`,
    `| --- |${heads.map(() => ' ---: |').join('')} --- |`,
  ];
  strategies.forEach((strategy, i) => {
    const rows = columns.map(({ rows }) => rows[i]);
    if (rows.every(({ inSample, heldOut }) => !inSample && !heldOut)) return;
    const cells = rows.flatMap(({ inSample, heldOut }) => [percent(inSample), percent(heldOut)]);
    const { figure, source } = strategy.published;
    lines.push(
      `| ${strategy.name} | ${cells.join(' | ')} | ${figure ? `${figure}: ${source}` : `no figure: ${source}`} |`,
    );
  });
  return [...lines, ''];
}

/** Strategies without figures, and why. */
function notes() {
  const [{ columns }] = results;
  return strategies.flatMap((strategy, i) => {
    const reasons = columns.map(({ rows }) => rows[i].unavailable?.reason).filter(Boolean);
    return reasons.length > 0 ? [`${strategy.name}: ${reasons[0]}`, ''] : [];
  });
}

async function writePage(table) {
  const page = await readFile(PAGE, 'utf8').catch(() => '# Token merging\n');
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  const block = `${START}\n\n${table.trim()}\n\n${END}`;
  const isMarked = start >= 0 && end > start;
  await writeFile(
    PAGE,
    isMarked
      ? page.slice(0, start) + block + page.slice(end + END.length)
      : `${page.trimEnd()}\n\n${block}\n`,
  );
  say(`Written: ${path.relative(root, PAGE)}`);
}

/** Tokens saved; more tokens are less than nothing. */
function percent(saving) {
  if (!saving) return '';
  return `${(100 * saving.reduction).toFixed(1).replace('-', '−')} %`;
}

function thousands(number) {
  return number.toLocaleString('en');
}
