import { Command } from 'commander';
import {
  DownloadProgressNotification,
  DownloadRequest,
  ModelsRequest,
  type DownloadProgress,
  type DownloadResult,
  type ModelEntry,
} from '../../sidecar/protocol';
import { InputError } from '../errors';
import type { Host } from '../host';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { bytesText } from '../output/table';
import { withSidecar, type Connected } from '../sidecar';
import { sizeText } from './tables';

interface Options {
  readonly yes?: true;
  readonly offline?: true;
  readonly json?: true;
}

export function getModelCommand(host: Host): Command {
  return new Command('get')
    .description('fetch a model from the Hugging Face hub; what it is and its size are shown first')
    .argument('<id>', 'an id that `models` lists')
    .option('-y, --yes', 'do not ask')
    .option('--offline', 'fetch nothing; fails unless the model is there')
    .addOption(jsonOption())
    .action((id: string, options: Options, command: Command) =>
      getModel(id, { ...command.optsWithGlobals(), ...options }, host),
    );
}

async function getModel(id: string, options: Options, host: Host): Promise<void> {
  const result = await withSidecar(host, false, async (connected) => {
    const models = await connected.connection.sendRequest(ModelsRequest, null);
    const model = models.find((one) => one.id === id);
    if (model && !model.installed && !options.offline) await askFirst(model, options, host);
    return download(id, options, connected, host);
  }).finally(() => host.scan?.status?.(''));
  const { model, sha256, host: from, fetchedBytes } = result;
  if (options.json) {
    return printJson(host, { id, path: model.path, size: model.fileBytes, sha256, from, fetchedBytes });
  }
  const done =
    sha256 === '' ? 'was there already' : `fetched from ${from}, its SHA-256 is the hub's (${sha256})`;
  await host.out(`${model.path}: ${done}\n`);
}

async function askFirst(model: ModelEntry, { yes }: Options, host: Host): Promise<void> {
  const size = sizeText(model);
  host.message(`${model.name}: ${size}, licence ${model.licence}, ${model.source}, to ${model.path}`);
  if (yes) return;
  if (!host.confirm) {
    throw new InputError('Nothing was fetched: without a terminal, --yes says that it may be.');
  }
  if (!(await host.confirm(`Fetch ${size}?`))) throw new InputError('Nothing was fetched.');
}

function download(
  model: string,
  { offline }: Options,
  { connection }: Connected,
  host: Host,
): Promise<DownloadResult> {
  connection.onNotification(DownloadProgressNotification, (progress) => {
    host.scan?.status?.(progressText(progress));
  });
  return connection.sendRequest(DownloadRequest, {
    model,
    network: offline ? { offline } : {},
    progressToken: model,
  });
}

function progressText({ phase, bytes, totalBytes }: DownloadProgress): string {
  const share = `${Math.floor((100 * bytes) / totalBytes)} %`;
  const what = phase === 'fetching' ? 'Fetched' : 'Checked';
  return `${what} ${bytesText(bytes)} of ${bytesText(totalBytes)} (${share})`;
}
