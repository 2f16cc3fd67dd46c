import { Command } from 'commander';
import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import { countPaths, type CountResult, type Counts } from '../counts';
import { countTree, type CountNode } from '../countTree';
import { CheckFailed } from '../errors';
import type { Host } from '../host';
import { jsonOption, wholeNumber } from '../options';
import { printJson } from '../output/json';
import { countText, table } from '../output/table';
import { DEFAULT_TOKENIZER, openTokenizers } from '../tokenizer';

interface Options {
  readonly tokenizer: string;
  readonly tree?: true;
  readonly budget?: number;
  readonly maxBytes: number;
  readonly json?: true;
}

/** Larger files in a folder are data, not code. */
const MAX_BYTES = 10_000_000;

export function countCommand(host: Host): Command {
  return new Command('count')
    .description('count the tokens of files and folders')
    .argument('<path...>', 'files and folders to count, - for standard input')
    .option('-t, --tokenizer <names>', 'tokenizers, with commas between them', DEFAULT_TOKENIZER)
    .option('--tree', 'add up folders')
    .option('--budget <tokens>', 'exit with 1 when a total is above this', wholeNumber(0))
    .option('--max-bytes <n>', 'leave out larger files of a folder', wholeNumber(0), MAX_BYTES)
    .addOption(jsonOption())
    .action((paths: string[], options: Options) => count(paths, options, host));
}

async function count(paths: readonly string[], options: Options, host: Host): Promise<void> {
  const tokenizers = await openTokenizers(options.tokenizer, host);
  const result = await countPaths(paths, tokenizers, options.maxBytes, host);
  const names = tokenizers.map(({ name }) => name);
  const tree = options.tree && countTree(result.files, names);
  if (options.json) {
    const exact = Object.fromEntries(tokenizers.map((one) => [one.name, one.exact]));
    await printJson(host, { tokenizers: names, exact, ...result, tree });
  } else {
    await host.out(report(result, tree, tokenizers));
    for (const line of skippedLines(result)) host.message(line);
  }
  checkBudget(result.totals, options.budget);
}

function checkBudget(totals: Counts, budget: number | undefined): void {
  if (budget === undefined) return;
  const over = Object.entries(totals).filter(([, tokens]) => tokens > budget);
  if (over.length === 0) return;
  const list = over.map(([name, tokens]) => `${tokens} tokens (${name})`).join(', ');
  throw new CheckFailed(`${list}: over the budget of ${budget}.`);
}

function report(result: CountResult, tree: CountNode | undefined, tokenizers: readonly Tokenizer[]): string {
  const cells = (counts: Counts): string[] =>
    tokenizers.map(({ name, exact }) => countText(counts[name]!, exact));
  const row = (name: string, bytes: number, counts: Counts): string[] => [
    ...cells(counts),
    String(bytes),
    name,
  ];
  const treeRows = (node: CountNode, depth: number): string[][] => [
    row('  '.repeat(depth) + node.name, node.bytes, node.counts),
    ...(node.children ?? []).flatMap((child) => treeRows(child, depth + 1)),
  ];
  const body = tree ? treeRows(tree, 0) : result.files.map((file) => row(file.path, file.bytes, file.counts));
  const bytes = result.files.reduce((sum, file) => sum + file.bytes, 0);
  const foot = tree ? [] : [row(`total of ${result.files.length} files`, bytes, result.totals)];
  const head = [...tokenizers.map(({ name }) => name), 'bytes', 'path'];
  return table([head, ...body, ...foot], [...tokenizers.keys(), tokenizers.length]);
}

function skippedLines({ skipped }: CountResult): string[] {
  const reasons = new Map<string, number>();
  for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(([reason, times]) => `left out: ${times} (${reason})`);
}
