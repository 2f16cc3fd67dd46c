import { Command } from 'commander';
import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { Measured } from '../../language-tokenizers/metrics/metric';
import { measureVocabulary } from '../../language-tokenizers/metrics/metrics';
import { InputError } from '../errors';
import type { Host } from '../host';
import { definitions, metricsObject, refusals } from '../metrics/json';
import { type MeasuredPaths, measurePaths } from '../metrics/measurePaths';
import { metricsTables } from '../metrics/tables';
import { jsonOption, wholeNumber } from '../options';
import { printJson } from '../output/json';
import { reportProgress } from '../scan/reportProgress';
import { skippedLines } from '../scan/tables';
import { DEFAULT_TOKENIZER, openList, TOKENIZER_LIST_HELP } from '../tokenizer';

interface Options {
  readonly tokenizer: string;
  readonly vocabulary?: true;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly ignore: boolean;
  readonly maxBytes: number;
  readonly progress?: boolean;
  readonly json?: true;
}

/** Larger files in a folder are data, not code. */
const MAX_BYTES = 10_000_000;

export function metricsCommand(host: Host): Command {
  const gather = (value: string, before: string[]): string[] => [...before, value];
  return new Command('metrics')
    .description('say how well a tokenizer fits code: compression, entropy, purity, fragmentation, …')
    .argument('[path...]', 'files and folders to measure on, - for standard input')
    .option('-t, --tokenizer <names>', TOKENIZER_LIST_HELP, DEFAULT_TOKENIZER)
    .option('--vocabulary', 'measure the vocabulary alone')
    .option(
      '--include <pattern>',
      'read only files that match, as in .gitignore (may be repeated)',
      gather,
      [],
    )
    .option('--exclude <pattern>', 'leave out what matches, as in .gitignore (may be repeated)', gather, [])
    .option('--no-ignore', 'read what .gitignore leaves out, and node_modules')
    .option('--max-bytes <n>', 'leave out larger files of a folder', wholeNumber(0), MAX_BYTES)
    .option('--progress', 'say on standard error how far it is (default: in a terminal)')
    .option('--no-progress', 'do not')
    .addOption(jsonOption())
    .action((paths: string[], options: Options) => metrics(paths, options, host));
}

async function metrics(paths: readonly string[], options: Options, host: Host): Promise<void> {
  if (paths.length === 0 && !options.vocabulary) {
    throw new InputError('Name files or folders to measure on, or --vocabulary.');
  }
  const opened = await openList(options.tokenizer, host);
  for (const { note } of opened) if (note !== undefined) host.message(`tokoscope: ${note}`);
  const tokenizers = opened.map(({ tokenizer }) => tokenizer);
  const measured = paths.length > 0 ? await measure(paths, tokenizers, options, host) : undefined;
  const reports = tokenizers.map((tokenizer, i) => ({
    tokenizer,
    sample: measured?.results[i]!.measured ?? [],
    vocabulary: options.vocabulary ? measureVocabulary(tokenizer) : [],
  }));
  if (options.json) await printDocument(reports, measured, host);
  else await printTables(reports, measured, host);
}

async function measure(
  paths: readonly string[],
  tokenizers: readonly Tokenizer[],
  options: Options,
  host: Host,
): Promise<MeasuredPaths> {
  const { include, exclude, maxBytes, ignore: useIgnoreFiles } = options;
  const progress = reportProgress(options.progress, host);
  try {
    return await measurePaths(
      paths,
      tokenizers,
      { include, exclude, maxBytes, useIgnoreFiles },
      progress,
      host,
    );
  } finally {
    progress.end();
  }
}

interface Report {
  readonly tokenizer: Tokenizer;
  readonly sample: readonly Measured[];
  readonly vocabulary: readonly Measured[];
}

/** With one tokenizer its metrics stand at the top; with several they stand in a list. */
async function printDocument(
  reports: readonly Report[],
  measured: MeasuredPaths | undefined,
  host: Host,
): Promise<void> {
  const files = measured && {
    files: measured.files,
    bytes: measured.bytes,
    parsed: measured.parsed,
    skipped: measured.skipped,
  };
  const [only] = reports;
  await printJson(host, {
    ...files,
    ...(reports.length === 1 ? reportObject(only!) : { tokenizers: reports.map(reportObject) }),
    definitions: definitions([...only!.sample]),
  });
}

function reportObject({ tokenizer, sample, vocabulary }: Report): Record<string, unknown> {
  return {
    tokenizer: tokenizer.name,
    exact: tokenizer.exact,
    ...metricsObject(sample),
    ...(vocabulary.length > 0 && { vocabulary: metricsObject(vocabulary) }),
    refused: refusals(sample),
  };
}

async function printTables(
  reports: readonly Report[],
  measured: MeasuredPaths | undefined,
  host: Host,
): Promise<void> {
  const tables: string[] = [];
  const nameOf = ({ name, exact }: Tokenizer): string => (exact ? name : `≈${name}`);
  if (measured) {
    tables.push(`${measured.files} files, ${measured.bytes} bytes, units in ${measured.parsed}\n`);
    tables.push(metricsTables(reports.map((one) => ({ name: nameOf(one.tokenizer), measured: one.sample }))));
  }
  if (reports.some(({ vocabulary }) => vocabulary.length > 0)) {
    tables.push('Vocabulary\n');
    tables.push(
      metricsTables(reports.map((one) => ({ name: nameOf(one.tokenizer), measured: one.vocabulary }))),
    );
  }
  await host.out(tables.join('\n'));
  if (measured) for (const line of skippedLines({ skipped: measured.skipped })) host.message(line);
}
