import { Command } from 'commander';
import { BiasRequest } from '../../sidecar/protocol';
import { biasTables } from '../bias/tables';
import { windowAt } from '../cursor';
import { InputError } from '../errors';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { gpuOption, modelOption, modelSpec, type ModelOptions } from '../model';
import { jsonOption, wholeNumber } from '../options';
import { printJson } from '../output/json';
import { withSidecar } from '../sidecar';

interface Options extends ModelOptions {
  readonly line: number;
  readonly column: number;
  readonly verbose?: true;
  readonly json?: true;
}

export function biasCommand(host: Host): Command {
  return new Command('bias')
    .description('say how far the tokens before a cursor mislead the model about the next character')
    .argument('<file>', 'file to read, - for standard input')
    .requiredOption('-l, --line <n>', 'line of the cursor, counted from 1', wholeNumber(1))
    .requiredOption('-c, --column <n>', 'column in UTF-16 units, counted from 1', wholeNumber(1))
    .addOption(modelOption())
    .addOption(gpuOption())
    .option('--verbose', "show the model's loading and the log")
    .addOption(jsonOption())
    .action((file: string, options: Options) => bias(file, options, host));
}

async function bias(file: string, options: Options, host: Host): Promise<void> {
  const { line, column } = options;
  const { text } = await readSource(file, host);
  const window = windowAt(text, line, column);
  if (window.prefix === '') throw new InputError('No text stands before the cursor: put it behind some.');
  await withSidecar(host, options.verbose === true, async (connected) => {
    const { gauge, reason, model } = await connected.connection.sendRequest(BiasRequest, {
      ...window,
      spec: await modelSpec(connected, options),
      documentId: file,
      path: file,
      maxPromptTokens: 0,
    });
    if (gauge === undefined) throw new InputError(reason ?? 'The gauge has no answer here.');
    if (!options.json) return host.out(biasTables(gauge));
    const { name, path, backend, device, contextSize } = model;
    const engine = { name: connected.engine, model: name, path, backend, device, contextSize };
    await printJson(host, { line, column, ...gauge, engine });
  });
}
