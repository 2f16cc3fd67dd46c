import { Command } from 'commander';
import { hubOptions, nameOf } from '../../language-tokenizers/registry/hub/address';
import { download } from '../../language-tokenizers/registry/hub/download';
import { findRemoteFile, type RemoteFile } from '../../language-tokenizers/registry/hub/remoteFile';
import { folderOf, forget, record, stored } from '../../language-tokenizers/registry/hub/store';
import { tokenizerForModel } from '../../language-tokenizers/registry/models';
import { parseReference, type HubRepository } from '../../language-tokenizers/registry/reference';
import { InputError } from '../errors';
import type { Host } from '../host';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { bytesText } from '../output/table';
import { openNamed } from '../tokenizer';
import { nodeFetch } from '../../node/http/nodeFetch';
import { tokenizerHost } from '../../node/tokenizerHost';

interface Options {
  readonly yes?: true;
  readonly json?: true;
}

export function getTokenizerCommand(host: Host): Command {
  return new Command('get')
    .description('fetch a tokenizer from the Hugging Face hub; its size is shown first')
    .argument('<name>', 'hf:OWNER/NAME, hf:OWNER/NAME@REVISION or model:NAME')
    .option('-y, --yes', 'do not ask')
    .addOption(jsonOption())
    .action((name: string, options: Options, command: Command) =>
      getTokenizer(name, { ...command.optsWithGlobals(), ...options }, host),
    );
}

async function getTokenizer(text: string, options: Options, host: Host): Promise<void> {
  const repository = repositoryOf(text);
  const hub = hubOptions(process.env, nodeFetch());
  const { cache } = tokenizerHost(host.loadAsset);
  const remote = await findRemoteFile(hub, repository);
  const size = bytesText(remote.size);
  const licence = remote.licence === '' ? 'licence not stated' : `licence ${remote.licence}`;
  host.message(
    `${nameOf(repository)}: ${remote.file}, ${size}, ${licence}, to ${cache.path(folderOf(repository))}`,
  );
  await askFirst(`Fetch ${size}?`, options, host);
  const file = await download(hub, cache, repository, remote, (bytes) => showProgress(bytes, remote, host));
  host.scan?.status?.('');
  const { entry, tokenizer } = await check(repository, host);
  const { engine, exact } = tokenizer;
  await record(cache, { ...file, engine, exact });
  if (options.json) return printJson(host, { ...entry, ...file, engine, exact });
  await host.out(`${entry.name}: ${tokenizer.vocabularySize} ids, ${licence}\n`);
}

/** What the name stands for on the hub. */
function repositoryOf(text: string): HubRepository {
  const reference = parseReference(text);
  if (reference.kind === 'hub') return reference;
  if (reference.kind === 'model') {
    const names = tokenizerForModel(reference.model).tokenizers.map(parseReference);
    const found = names.find((one) => one.kind === 'hub');
    if (found) return found;
  }
  throw new InputError(
    `"${text}" is not on the hub: fetch hf:OWNER/NAME, or a model whose tokenizer is there.`,
  );
}

async function askFirst(question: string, { yes }: Options, host: Host): Promise<void> {
  if (yes) return;
  if (!host.confirm)
    throw new InputError('Nothing was fetched: without a terminal, --yes says that it may be.');
  if (!(await host.confirm(question))) throw new InputError('Nothing was fetched.');
}

function showProgress(bytes: number, { size }: RemoteFile, host: Host): void {
  host.scan?.status?.(`${bytesText(bytes)} of ${bytesText(size)}`);
}

/** What can't be used is not kept. */
async function check(repository: HubRepository, host: Host): ReturnType<typeof openNamed> {
  try {
    return await openNamed(nameOf(repository), host);
  } catch (error) {
    const { cache } = tokenizerHost(host.loadAsset);
    const file = await stored(cache, repository);
    if (file) await forget(cache, file);
    throw error;
  }
}
