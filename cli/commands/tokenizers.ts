import { Command } from 'commander';
import type { TokenizerEntry } from '../../language-tokenizers/registry/entry';
import { listTokenizers } from '../../language-tokenizers/registry/registry';
import type { Host } from '../host';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { bytesText, table } from '../output/table';
import { openNamed } from '../tokenizer';
import { tokenizerHost } from '../../node/tokenizerHost';
import { getTokenizerCommand } from './getTokenizer';

export function tokenizersCommand(host: Host): Command {
  return new Command('tokenizers')
    .description('list the tokenizers that are at hand, or fetch one')
    .addOption(jsonOption())
    .action((options: { json?: true }) => list(options, host))
    .addCommand(getTokenizerCommand(host));
}

async function list(options: { json?: true }, host: Host): Promise<void> {
  const entries = await listTokenizers(tokenizerHost(host.loadAsset));
  const tokenizers = await Promise.all(entries.map((entry) => described(entry, host)));
  if (options.json) return printJson(host, { tokenizers });
  const rows = tokenizers.map((one) => [
    one.name,
    one.exact ? 'exact' : 'estimate',
    one.engine === 'huggingface' ? 'slow' : '',
    String(one.vocabularySize ?? ''),
    one.size === undefined ? '' : bytesText(one.size),
    one.where,
    one.licence,
    one.displayName,
  ]);
  const head = ['name', 'ids', 'engine', 'vocabulary', 'size', 'where', 'licence', ''];
  await host.out(table([head, ...rows], [3, 4]));
}

/** What is fast to open is opened, for the size of its vocabulary. */
async function described(
  entry: TokenizerEntry,
  host: Host,
): Promise<TokenizerEntry & { readonly vocabularySize?: number }> {
  if (entry.where !== 'bundled') return entry;
  const { entry: opened, tokenizer } = await openNamed(entry.name, host);
  return { ...opened, vocabularySize: tokenizer.vocabularySize };
}
