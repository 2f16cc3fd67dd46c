import type { Command } from 'commander';
import {
  CompleteRequest,
  ExplainRequest,
  ReadProgressNotification,
  type CompleteParams,
} from '../../sidecar/protocol';
import { cursorCommand, windowAt, type CursorOptions } from '../cursor';
import { InputError } from '../errors';
import { explainDocument } from '../explain/document';
import { explainText } from '../explain/text';
import { contextOption, readContext } from '../files/context';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { gpuOption, modelOption, modelSpec, type ModelOptions } from '../model';
import {
  addProgressOptions,
  decimalNumber,
  jsonOption,
  languageOption,
  verboseOption,
  wholeNumber,
} from '../options';
import { engineDocument } from '../output/engine';
import { printJson } from '../output/json';
import { withSidecar, type Connected } from '../sidecar';

interface Options extends ModelOptions, CursorOptions {
  readonly answer?: string;
  readonly context: readonly string[];
  readonly maxTokens: number;
  readonly budget: number;
  readonly least: number;
  readonly language?: string;
  readonly progress?: boolean;
  readonly verbose?: true;
  readonly json?: true;
}

/** Tokens to evaluate: minutes of a small model on a processor. */
const BUDGET = 20_000;

export function explainCommand(host: Host): Command {
  const command = cursorCommand('explain', 'say which lines of its context carried a completion')
    .option('--answer <text>', 'text to explain (default: what the model completes)')
    .addOption(contextOption())
    .option('--max-tokens <n>', 'most tokens to write', wholeNumber(1), 64)
    .option('--budget <n>', 'tokens to evaluate at most', wholeNumber(1), BUDGET)
    .option('--least <nats>', 'look closer at lines that together weigh so much', decimalNumber(0), 0.1)
    .addOption(modelOption())
    .addOption(gpuOption())
    .addOption(verboseOption())
    .addOption(languageOption())
    .addOption(jsonOption())
    .action((file: string, options: Options) => explain(file, options, host));
  return addProgressOptions(command);
}

async function explain(file: string, options: Options, host: Host): Promise<void> {
  const { text } = await readSource(file, host);
  const window = windowAt(text, options.line, options.column);
  const request: Omit<CompleteParams, 'spec'> = {
    ...window,
    documentId: file,
    path: file,
    languageId: chooseLanguage(options.language, file, text)?.vscodeIds[0] ?? '',
    mode: 'auto',
    maxTokens: options.maxTokens,
    maxPromptTokens: 0,
    timeBudgetMs: 0,
    temperature: 0,
    seed: 0,
    boundary: 'exact',
    context: await readContext(options.context, host),
  };
  await withSidecar(host, options.verbose === true, async (connected) => {
    const { connection } = connected;
    const spec = await modelSpec(connected, options);
    const answer =
      options.answer?.replaceAll('\r\n', '\n') ??
      (await connection.sendRequest(CompleteRequest, { ...request, spec })).text;
    if (answer === '') {
      throw new InputError('There is no completion here to explain: give a text with --answer.');
    }
    if (options.progress ?? host.confirm !== undefined) sayHowFar(connected, host);
    const result = await connection.sendRequest(ExplainRequest, {
      ...request,
      spec,
      answer,
      tokenBudget: options.budget,
      leastWeight: options.least,
      progressToken: file,
    });
    for (const note of result.notes) host.message(`tokoscope: ${note}`);
    const firstLine = options.line - 1 - (window.prefix.split('\n').length - 1);
    const about = { file, firstLine, answer };
    if (!options.json) return host.out(explainText(result, about));
    const engine = engineDocument(connected.engine, result.model);
    await printJson(host, { ...explainDocument(result, about), engine });
  });
}

function sayHowFar({ connection }: Connected, host: Host): void {
  let tenths = 0;
  connection.onNotification(ReadProgressNotification, ({ fraction }) => {
    const now = Math.floor(fraction * 10);
    if (now > tenths) host.message(`Of the budget, ${now * 10} % are spent.`);
    tenths = now;
  });
}
