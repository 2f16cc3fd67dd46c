import { Command } from 'commander';
import { ENCODINGS } from '../../language-tokenizers/bpe/encodings';
import type { Host } from '../host';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { bytesText, table } from '../output/table';
import { openTokenizer } from '../tokenizer';

export function tokenizersCommand(host: Host): Command {
  return new Command('tokenizers')
    .description('list the tokenizers')
    .addOption(jsonOption())
    .action(async (options: { json?: true }) => {
      const tokenizers = await Promise.all([...ENCODINGS.keys()].map((name) => describe(name, host)));
      if (options.json) return printJson(host, { tokenizers });
      const rows = tokenizers.map((one) => [
        one.name,
        one.exact ? 'exact' : 'estimate',
        String(one.vocabularySize),
        bytesText(one.fileBytes),
        one.source,
        one.displayName,
      ]);
      await host.out(table([['name', 'ids', 'vocabulary', 'size', 'source', ''], ...rows], [2, 3]));
    });
}

async function describe(name: string, host: Host) {
  const { displayName, asset, source } = ENCODINGS.get(name)!;
  const { exact, vocabularySize } = await openTokenizer(name, host);
  const fileBytes = (await host.loadAsset(asset)).length;
  return { name, displayName, exact, vocabularySize, source, fileBytes };
}
