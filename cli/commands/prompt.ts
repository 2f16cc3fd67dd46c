import type { Command } from 'commander';
import { InspectRequest } from '../../sidecar/protocol';
import { cursorCommand, windowAt, type CursorOptions } from '../cursor';
import { contextOption, readContext } from '../files/context';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { gpuOption, modelOption, modelSpec, type ModelOptions } from '../model';
import { jsonOption, languageOption, wholeNumber, verboseOption } from '../options';
import { engineDocument } from '../output/engine';
import { printJson } from '../output/json';
import { promptText } from '../prompt/text';
import { withSidecar } from '../sidecar';

interface Options extends ModelOptions, CursorOptions {
  readonly context: readonly string[];
  readonly repository: string;
  readonly maxTokens: number;
  readonly maxPromptTokens: number;
  readonly language?: string;
  readonly verbose?: true;
  readonly json?: true;
}

export function promptCommand(host: Host): Command {
  return cursorCommand('prompt', 'show the tokens that a completion at a place in a file would send')
    .addOption(contextOption())
    .option('--repository <name>', 'name of the repository, for formats that have one', '')
    .option('--max-tokens <n>', 'tokens to keep for the answer', wholeNumber(1), 64)
    .option('--max-prompt-tokens <n>', 'tokens that the prompt may have; 0: what fits', wholeNumber(0), 0)
    .addOption(modelOption())
    .addOption(gpuOption())
    .addOption(verboseOption())
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
      engine: engineDocument(connected.engine, model),
    });
  });
}
