import { Command } from 'commander';
import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import { measureVocabulary } from '../../language-tokenizers/metrics/metrics';
import { MIXTURE_MERGES } from '../../language-tokenizers/metrics/mixture/mixture';
import { InputError } from '../errors';
import type { Host } from '../host';
import { checkIds, readIds } from '../metrics/canonical';
import { measurePaths, type MeasuredPaths } from '../metrics/measurePaths';
import { estimateMixtures, parseCategories } from '../metrics/mixture';
import { printDocument, printTables, type Report } from '../metrics/report';
import {
  addProgressOptions,
  addSelectionOptions,
  gather,
  jsonOption,
  selectionOf,
  type SelectionOptions,
  wholeNumber,
} from '../options';
import { reportProgress } from '../scan/reportProgress';
import type { Selection } from '../scan/selection';
import { DEFAULT_TOKENIZER, openList, TOKENIZER_LIST_HELP } from '../tokenizer';

interface Options extends SelectionOptions {
  readonly tokenizer: string;
  readonly vocabulary?: true;
  readonly mixture: readonly string[];
  readonly merges: number;
  readonly ids?: string;
  readonly progress?: boolean;
  readonly json?: true;
}

export function metricsCommand(host: Host): Command {
  const command = new Command('metrics')
    .description('say how well a tokenizer fits code: compression, entropy, purity, fragmentation, …')
    .argument('[path...]', 'files and folders to measure on, - for standard input')
    .option('-t, --tokenizer <names>', TOKENIZER_LIST_HELP, DEFAULT_TOKENIZER)
    .option('--vocabulary', 'measure the vocabulary alone')
    .option(
      '--mixture <name=folder,…>',
      'estimate the share of this category in the training data, by a sample of it (give two or more)',
      gather,
      [],
    )
    .option('--merges <n>', 'merges that --mixture explains', wholeNumber(1), MIXTURE_MERGES)
    .option('--ids <file>', 'say whether the ids of a JSON list are what encoding their text gives');
  addSelectionOptions(command, 'read');
  addProgressOptions(command);
  return command
    .addOption(jsonOption())
    .action((paths: string[], options: Options) => metrics(paths, options, host));
}

async function metrics(paths: readonly string[], options: Options, host: Host): Promise<void> {
  if (paths.length === 0 && !options.vocabulary && options.mixture.length === 0 && options.ids === undefined)
    throw new InputError('Name files or folders to measure on, or give --vocabulary, --mixture or --ids.');
  const categories = options.mixture.length > 0 ? parseCategories(options.mixture) : undefined;
  const opened = await openList(options.tokenizer, host);
  for (const { note } of opened) if (note !== undefined) host.message(`tokoscope: ${note}`);
  const tokenizers = opened.map(({ tokenizer }) => tokenizer);
  const selection = selectionOf(options);
  const ids = options.ids === undefined ? undefined : await readIds(options.ids, host);
  const measured =
    paths.length > 0 ? await measure(paths, tokenizers, selection, options.progress, host) : undefined;
  const mixtures =
    categories && (await estimateMixtures(categories, tokenizers, options.merges, selection, host));
  const reports = tokenizers.map((tokenizer, i): Report => ({
    tokenizer,
    sample: measured?.results[i]!.measured ?? [],
    ...(measured && { costs: measured.results[i]!.costs }),
    vocabulary: options.vocabulary ? measureVocabulary(tokenizer) : [],
    ...(mixtures && { mixture: mixtures[i]! }),
    ...(ids && { ids: checkIds(tokenizer, ids) }),
  }));
  if (options.json) await printDocument(reports, measured, host);
  else await printTables(reports, measured, host);
}

async function measure(
  paths: readonly string[],
  tokenizers: readonly Tokenizer[],
  selection: Selection,
  wanted: boolean | undefined,
  host: Host,
): Promise<MeasuredPaths> {
  const progress = reportProgress(wanted, host);
  try {
    return await measurePaths(paths, tokenizers, selection, progress, host);
  } finally {
    progress.end();
  }
}
