import { Command } from 'commander';
import { TokompilerError } from '../../language-tokenizers/tokompiler/error';
import { restoreJson } from '../../language-tokenizers/tokompiler/readDocument';
import { InputError } from '../errors';
import { readSource, STDIN } from '../files/source';
import type { Host } from '../host';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { visible } from '../output/table';

export function restoreCommand(host: Host): Command {
  return new Command('restore')
    .description('give back the texts that "tokompile --json" read, from its document alone')
    .argument('<file>', 'document to read, - for standard input')
    .addOption(jsonOption())
    .action((file: string, options: { readonly json?: true }) => restoreFile(file, options, host));
}

async function restoreFile(file: string, { json }: { readonly json?: true }, host: Host): Promise<void> {
  const { text } = await readSource(file, host);
  const leaves = restored(text, file);
  if (json) await printJson(host, { leaves: leaves.values() });
  else await host.out(leaves.map((leaf) => `${visible(leaf)}\n`).join(''));
}

function restored(text: string, file: string): string[] {
  try {
    return restoreJson(text);
  } catch (error) {
    if (!(error instanceof TokompilerError)) throw error;
    throw new InputError(`${file === STDIN ? 'The standard input' : file}: ${error.message}`);
  }
}
