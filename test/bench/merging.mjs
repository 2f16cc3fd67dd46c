/**
 * Speed of aligning, merging and Tokompiler on C, of each what-if strategy, of the report of a folder with all of
 * them, and whether memory stays flat over many files.
 *
 *   node test/bench/merging.mjs
 */
import { readFile } from 'node:fs/promises';
import { grammarFile } from '../../scripts/grammars/packages.mjs';
import { importTs } from '../../scripts/lib/import-ts.mjs';
import { openMerge } from './merging/folder.mjs';
import { bytesOf, cSources } from './merging/sources.mjs';
import { emptyFolder, makeTree } from './scan/tree.mjs';
import { encodingAssets } from './tokens/engines.mjs';
import { cpuTime, inProcess, median, rounded, target } from './tokens/measure.mjs';

const ENCODING = 'cl100k_base';
const ROUNDS = 7;
/** MB of C a second on one thread. */
const TARGET = 3;
const TREE_BYTES = 50_000_000;
const TREE_SECONDS = 60;
const FILES = 10_000;
/** What memory may grow by between the second tenth of the files and the last. */
const GROWTH = 1.2;

const core = await importTs('test/bench/merging/core.ts');

export async function run() {
  const tokenizer = await core.loadTokenizer(ENCODING, await encodingAssets());
  const syntax = new core.Syntax((name) => readFile(grammarFile(name)));
  const rows = [
    ...(await stepRows(syntax, tokenizer)),
    ...(await strategyRows(syntax, tokenizer)),
    ...(await folderRows()),
    memoryRow(),
  ];
  return {
    title: `Merging (${ENCODING})`,
    rows,
    notes: [
      `Steps and strategies: medians of ${ROUNDS} rounds in CPU time on one thread. All: parsed once, then both.`,
      `Folder: ${TREE_BYTES / 1e6} MB of installed packages' sources, wall time of the process, with all threads.`,
      `Memory: JavaScript's and what it holds outside, after collection, at 20 % and 100 % of ${FILES} files.`,
    ],
  };
}

/** What a file costs, step by step. */
async function stepRows(syntax, tokenizer) {
  const texts = cSources();
  const bytes = bytesOf(texts);
  const language = core.languageById('c');
  const times = { parse: [], 'tokens and units': [], 'align and merge': [], tokompile: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const spent = Object.fromEntries(Object.keys(times).map((name) => [name, 0]));
    for (const { name, text } of texts) {
      const timed = (step, work) => {
        const before = process.cpuUsage();
        const result = work();
        const { user, system } = process.cpuUsage(before);
        spent[step] += (user + system) / 1000;
        return result;
      };
      const document = new core.SyntaxDocument(await syntax.grammar(language), text);
      timed('parse', () => document.status);
      const read = timed('tokens and units', () => core.tokenizeText({ name, text }, tokenizer, document));
      timed('align and merge', () => new core.MergeIndex(read).whole());
      timed('tokompile', () => core.tokompile(document, text).ids);
      document.dispose();
    }
    for (const [name, list] of Object.entries(times)) list.push(spent[name]);
  }
  const rate = (list) => rounded(bytes / 1000 / median(list));
  const together = (...steps) =>
    times.parse.map((_, round) => steps.reduce((sum, step) => sum + times[step][round], 0));
  const merged = rate(together('align and merge', 'tokompile'));
  return [
    ...Object.entries(times).map(([name, list]) => ({ name: `C: ${name}`, 'MB/s': rate(list) })),
    { name: 'C: tokompile, align and merge', 'MB/s': merged, ...target(merged, { atLeast: TARGET }) },
    { name: 'C: all', 'MB/s': rate(together(...Object.keys(times))) },
  ];
}

/** What each strategy costs beyond that. */
async function strategyRows(syntax, tokenizer) {
  const language = core.languageById('c');
  const texts = [];
  for (const { name, text } of cSources()) {
    const document = await syntax.open(language, text);
    texts.push(core.tokenizeText({ name, text }, tokenizer, document, { tokompiled: true }));
    document.dispose();
  }
  const bytes = bytesOf(texts);
  return core.STRATEGIES.filter(({ needsSurprisal }) => !needsSurprisal).map((strategy) => {
    const reason = strategy.unavailable?.(texts[0]);
    if (reason) throw new Error(`${strategy.id}: ${reason}`);
    const learned = cpuTime(() => strategy.prepare(texts));
    const times = Array.from(
      { length: ROUNDS },
      () => cpuTime(() => texts.forEach((text) => learned.result(text).count)).ms,
    );
    return {
      name: `strategy ${strategy.id}`,
      'MB/s': rounded(bytes / 1000 / median(times)),
      ...(strategy.learns === 'corpus' && { 'learning MB/s': rounded(bytes / 1000 / learned.ms) }),
    };
  });
}

async function folderRows() {
  const tree = await makeTree(TREE_BYTES);
  const merge = await openMerge(await emptyFolder('merge'));
  const legs = {
    'folder, all strategies': [],
    'folder, identifiers alone': ['--strategy', 'identifiers'],
  };
  return Object.entries(legs).map(([name, options]) => {
    const start = performance.now();
    const { base } = merge(tree, '-t', ENCODING, ...options);
    const s = (performance.now() - start) / 1000;
    return {
      name,
      s: rounded(s),
      'MB/s': rounded(base.bytes / 1e6 / s),
      ...target(s, { atMost: TREE_SECONDS }),
    };
  });
}

function memoryRow() {
  const { kept } = inProcess('../merging/memory.mjs', [ENCODING, FILES], { flags: ['--expose-gc'] });
  const growth = kept.at(-1) / kept[1];
  return {
    name: `memory over ${FILES} files`,
    MB: `${rounded(kept[1] / 1e6)} to ${rounded(kept.at(-1) / 1e6)}`,
    growth: rounded(growth),
    ...target(growth, { atMost: GROWTH }),
  };
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await run(), null, 2));
