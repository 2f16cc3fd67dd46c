import { Command, Option } from 'commander';
import type { BoundaryMode } from '../../sidecar/protocol';
import { CheckFailed, InputError } from '../errors';
import { readTexts } from '../files/texts';
import type { Host } from '../host';
import { draftModelOption, gpuOption, modelOption, modelSpec, type ModelOptions } from '../model';
import {
  addSelectionOptions,
  decimalNumber,
  jsonOption,
  selectionOf,
  wholeNumber,
  type SelectionOptions,
} from '../options';
import { printJson } from '../output/json';
import { withSidecar } from '../sidecar';
import { summarise, summaryTable, type VerifiedFile } from '../verify/summary';
import { verifyFiles, type VerifyFile } from '../verify/verifyFiles';

interface Options extends ModelOptions, SelectionOptions {
  readonly cursors: number;
  readonly seed: number;
  readonly maxTokens: number;
  readonly maxPromptTokens: number;
  readonly boundary: BoundaryMode;
  readonly tolerance: number;
  readonly verbose?: true;
  readonly json?: true;
}

export function verifyCommand(host: Host): Command {
  const command = new Command('verify')
    .description('check that drafting changes no token: plain against drafted at places of some files')
    .argument('<path...>', 'files and folders of code')
    .option('-n, --cursors <n>', 'places to try in all, spread over the files', wholeNumber(1), 50)
    .option('--seed <n>', 'chooses the columns', wholeNumber(0), 0)
    .option('--max-tokens <n>', 'most tokens to write at each', wholeNumber(1), 32)
    .option('--max-prompt-tokens <n>', 'budget of each prompt in tokens', wholeNumber(1), 256)
    .option(
      '--tolerance <x>',
      'a token that differs is no failure where the two likeliest are no farther apart (logarithms of ' +
        'probability): the rounding of a larger batch decides there',
      decimalNumber(0),
      1e-3,
    )
    .addOption(
      new Option('--boundary <method>', 'how to begin where the cursor stands inside a token')
        .choices(['exact', 'heal', 'off'])
        .default('exact'),
    )
    .addOption(modelOption())
    .addOption(draftModelOption())
    .addOption(gpuOption())
    .option('--verbose', "show the model's loading, the log and each file")
    .addOption(jsonOption());
  return addSelectionOptions(command, 'verify').action((paths: string[], options: Options) =>
    verify(paths, options, host),
  );
}

async function verify(paths: readonly string[], options: Options, host: Host): Promise<void> {
  const files: VerifyFile[] = [];
  for await (const read of readTexts(paths, selectionOf(options), host)) {
    if ('text' in read && read.text.trim() !== '') files.push(read);
  }
  if (files.length === 0) throw new InputError('There is no text to complete in.');
  const summary = await withSidecar(host, options.verbose === true, async (connected) => {
    const request = { ...options, spec: await modelSpec(connected, options) };
    const verified: VerifiedFile[] = [];
    for await (const file of verifyFiles(connected.connection, files, request)) {
      verified.push(file);
      if (options.verbose) host.message(`${file.path}: ${file.result.cursors} places`);
    }
    return summarise(verified, options.tolerance);
  });
  if (options.json) await printJson(host, { ...summary });
  else await host.out(summaryTable(summary));
  const failed = summary.differences.filter(({ tie }) => !tie).length;
  if (failed > 0) throw new CheckFailed(`drafting changed ${failed} of ${summary.cursors} completions.`);
}
