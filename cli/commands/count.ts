import { Command, Option } from 'commander';
import os from 'node:os';
import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { OpenedTokenizer } from '../../language-tokenizers/registry/entry';
import { overBudget } from '../../language-tokenizers/scan/budget';
import { countLanguages } from '../../language-tokenizers/scan/languages';
import { areExact, type ScanResult } from '../../language-tokenizers/scan/result';
import { byCost, countTree, cutTree } from '../../language-tokenizers/scan/tree';
import { countPaths } from '../counts';
import { CheckFailed } from '../errors';
import type { Host } from '../host';
import {
  addProgressOptions,
  addSelectionOptions,
  jsonOption,
  selectionOf,
  type SelectionOptions,
  wholeNumber,
} from '../options';
import { printJson } from '../output/json';
import { countText } from '../output/table';
import { openCache } from '../scan/openCache';
import { csvOfFiles, csvOfLanguages } from '../scan/csv';
import { reportProgress } from '../scan/reportProgress';
import { encodingLines, filesTable, languagesTable, skippedLines, treeTable } from '../scan/tables';
import { DEFAULT_TOKENIZER, openList, TOKENIZER_LIST_HELP } from '../tokenizer';

interface Options extends SelectionOptions {
  readonly tokenizer: string;
  readonly tree?: true;
  readonly depth?: number;
  readonly byLanguage?: true;
  readonly top?: number;
  readonly budget?: number;
  readonly jobs: number;
  readonly cache?: string | false;
  readonly progress?: boolean;
  readonly json?: true;
  readonly csv?: true;
}

export function countCommand(host: Host): Command {
  const command = new Command('count')
    .description('count the tokens of files and folders')
    .argument('<path...>', 'files and folders to count, - for standard input')
    .option('-t, --tokenizer <names>', TOKENIZER_LIST_HELP, DEFAULT_TOKENIZER)
    .option('--tree', 'add up folders, what costs most first')
    .option('--depth <n>', 'show folders of the tree this deep', wholeNumber(0))
    .option('--by-language', 'add up languages')
    .option('--top <n>', 'show the n files that cost most', wholeNumber(1))
    .option('--budget <tokens>', 'exit with 1 when a total is above this', wholeNumber(0));
  addSelectionOptions(command, 'count');
  addProgressOptions(command);
  return command
    .option('-j, --jobs <n>', 'threads that count', wholeNumber(1), os.availableParallelism())
    .option('--cache <folder>', 'keep counts of unchanged files in this folder')
    .option('--no-cache', 'count every file, and keep nothing')
    .addOption(jsonOption())
    .addOption(
      new Option('--csv', 'print lines of comma-separated values').conflicts(['json', 'tree', 'top']),
    )
    .action((paths: string[], options: Options) => count(paths, options, host));
}

async function count(paths: readonly string[], options: Options, host: Host): Promise<void> {
  const opened = await openList(options.tokenizer, host);
  for (const { note } of opened) if (note !== undefined) host.message(`tokoscope: ${note}`);
  const tokenizers = opened.map(({ tokenizer }) => tokenizer);
  const result = await scanned(paths, opened, options, host);
  if (options.json) await printDocument(result, tokenizers, options, host);
  else if (options.csv) await printCsv(result, tokenizers, options, host);
  else await printTables(result, tokenizers, options, host);
  if (!options.json)
    for (const line of [...encodingLines(result), ...skippedLines(result)]) host.message(line);
  if (options.budget !== undefined) checkBudget(result, tokenizers, options.budget);
}

async function scanned(
  paths: readonly string[],
  opened: readonly OpenedTokenizer[],
  options: Options,
  host: Host,
): Promise<ScanResult> {
  const kept = openCache(
    options.cache,
    opened.map(({ digest }) => digest),
    host,
  );
  const progress = reportProgress(options.progress, host);
  try {
    return await countPaths(
      paths,
      opened.map(({ tokenizer }) => tokenizer),
      {
        names: options.tokenizer,
        selection: selectionOf(options),
        jobs: options.jobs,
        cache: kept?.cache,
        signal: progress.signal,
        onProgress: progress.report,
      },
      host,
    );
  } finally {
    progress.end();
    kept?.save();
  }
}

async function printDocument(
  { files, totals, skipped }: ScanResult,
  tokenizers: readonly Tokenizer[],
  options: Options,
  host: Host,
): Promise<void> {
  const names = tokenizers.map(({ name }) => name);
  await printJson(host, {
    tokenizers: names,
    exact: Object.fromEntries(tokenizers.map((one) => [one.name, one.exact && areExact(files)])),
    files: shownFiles(files, options, names).values(),
    totals,
    skipped,
    tree: options.tree && shownTree(files, options, names),
    languages: options.byLanguage && countLanguages(files, names),
  });
}

async function printCsv(
  { files }: ScanResult,
  tokenizers: readonly Tokenizer[],
  options: Options,
  host: Host,
): Promise<void> {
  const names = tokenizers.map(({ name }) => name);
  await host.out(
    options.byLanguage ? csvOfLanguages(countLanguages(files, names), names) : csvOfFiles(files, names),
  );
}

async function printTables(
  result: ScanResult,
  tokenizers: readonly Tokenizer[],
  options: Options,
  host: Host,
): Promise<void> {
  const names = tokenizers.map(({ name }) => name);
  const tables: string[] = [];
  if (options.tree) tables.push(treeTable(shownTree(result.files, options, names), tokenizers));
  if (options.byLanguage)
    tables.push(languagesTable(countLanguages(result.files, names), result, tokenizers));
  if (tables.length === 0 || options.top !== undefined) {
    tables.push(filesTable(shownFiles(result.files, options, names), result, tokenizers));
  }
  await host.out(tables.join('\n'));
}

function shownFiles(
  files: ScanResult['files'],
  { top }: Options,
  names: readonly string[],
): ScanResult['files'] {
  if (top === undefined) return files;
  const cost = byCost(names[0]!);
  return files.toSorted((a, b) => cost({ name: a.path, ...a }, { name: b.path, ...b })).slice(0, top);
}

function shownTree(files: ScanResult['files'], { depth }: Options, names: readonly string[]) {
  const separator = process.platform === 'win32' ? /[\\/]/ : /\//;
  return cutTree(countTree(files, { names, separator }), depth ?? Infinity);
}

function checkBudget({ totals, files }: ScanResult, tokenizers: readonly Tokenizer[], budget: number): void {
  const over = overBudget(totals, budget);
  if (over.length === 0) return;
  const isExact = (name: string): boolean =>
    areExact(files) && tokenizers.some((one) => one.name === name && one.exact);
  const list = over
    .map(({ name, tokens }) => `${countText(tokens, isExact(name))} tokens (${name})`)
    .join(', ');
  throw new CheckFailed(`${list}: over the budget of ${budget}.`);
}
