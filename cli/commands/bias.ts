import type { Command } from 'commander';
import { BiasRequest } from '../../sidecar/protocol';
import { biasTables } from '../bias/tables';
import { cursorCommand, windowAt, type CursorOptions } from '../cursor';
import { InputError } from '../errors';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { gpuOption, modelOption, modelSpec, type ModelOptions } from '../model';
import { jsonOption, verboseOption } from '../options';
import { engineDocument } from '../output/engine';
import { printJson } from '../output/json';
import { withSidecar } from '../sidecar';

interface Options extends ModelOptions, CursorOptions {
  readonly verbose?: true;
  readonly json?: true;
}

export function biasCommand(host: Host): Command {
  return cursorCommand(
    'bias',
    'say how far the tokens before a cursor mislead the model about the next character',
  )
    .addOption(modelOption())
    .addOption(gpuOption())
    .addOption(verboseOption())
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
    const engine = engineDocument(connected.engine, model);
    await printJson(host, { line, column, ...gauge, engine });
  });
}
