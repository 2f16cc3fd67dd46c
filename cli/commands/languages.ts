import { Command } from 'commander';
import { LANGUAGES } from '../../language-tokenizers/syntax/languages';
import type { Host } from '../host';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { bytesText, table } from '../output/table';

export function languagesCommand(host: Host): Command {
  return new Command('languages')
    .description('list the languages whose units are known')
    .addOption(jsonOption())
    .action(async (options: { json?: true }) => {
      const languages = await Promise.all(
        LANGUAGES.map(async ({ id, name, vscodeIds, extensions, grammar, source }) => {
          const fileBytes = (await host.loadAsset(grammar)).length;
          return { id, name, vscodeIds, extensions, grammar, source, fileBytes };
        }),
      );
      if (options.json) return printJson(host, { languages });
      const rows = languages.map((one) => [
        one.id,
        one.name,
        bytesText(one.fileBytes),
        one.source,
        one.extensions.join(' '),
      ]);
      await host.out(table([['id', 'name', 'size', 'source', 'files'], ...rows], [2]));
    });
}
