import { Command } from 'commander';
import { InspectRequest } from '../../sidecar/protocol';
import { windowAt } from '../cursor';
import { contextOption, readContext } from '../files/context';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { gpuOption, modelOption, modelSpec, type ModelOptions } from '../model';
import { jsonOption, languageOption, wholeNumber } from '../options';
import { printJson } from '../output/json';
import { promptText } from '../prompt/text';
import { withSidecar } from '../sidecar';

interface Options extends ModelOptions {
  readonly line: number;
  readonly column: number;
  readonly context: readonly string[];
  readonly repository: string;
  readonly maxTokens: number;
  readonly maxPromptTokens: number;
  readonly language?: string;
  readonly verbose?: true;
  readonly json?: true;
}

export function promptCommand(host: Host): Command {
  return new Command('prompt')
    .description('show the tokens that a completion at a place in a file would send')
    .argument('<file>', 'file to read, - for standard input')
    .requiredOption('-l, --line <n>', 'line of the cursor, counted from 1', wholeNumber(1))
    .requiredOption('-c, --column <n>', 'column in UTF-16 units, counted from 1', wholeNumber(1))
    .addOption(contextOption())
    .option('--repository <name>', 'name of the repository, for formats that have one', '')
    .option('--max-tokens <n>', 'tokens to keep for the answer', wholeNumber(1), 64)
    .option('--max-prompt-tokens <n>', 'tokens that the prompt may have; 0: what fits', wholeNumber(0), 0)
    .addOption(modelOption())
    .addOption(gpuOption())
    .option('--verbose', "show the model's loading and the log")
    .addOption(languageOption())
    .addOption(jsonOption())
    .action((file: string, options: Options) => prompt(file, options, host));
}

async function prompt(file: string, options: Options, host: Host): Promise<void> {
  const { text } = await readSource(file, host);
  const context = await readContext(options.context, host);
  const window = windowAt(text, options.line, options.column);
  await withSidecar(host, options.verbose === true, async (connected) => {
    const result = await connected.connection.sendRequest(InspectRequest, {
      ...window,
      spec: await modelSpec(connected, options),
      documentId: file,
      path: file,
      languageId: chooseLanguage(options.language, file, text)?.vscodeIds[0] ?? '',
      mode: 'auto',
      maxTokens: options.maxTokens,
      maxPromptTokens: options.maxPromptTokens,
      timeBudgetMs: 0,
      temperature: 0,
      seed: 0,
      boundary: 'exact',
      context,
      repository: options.repository,
    });
    if (!options.json) return host.out(promptText(result));
    const { model, ...rest } = result;
    await printJson(host, {
      ...rest,
      engine: { name: connected.engine, model: model.name, path: model.path },
    });
  });
}
