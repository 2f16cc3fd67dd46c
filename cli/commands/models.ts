import { Command } from 'commander';
import { ModelsRequest } from '../../sidecar/protocol';
import type { Host } from '../host';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { bytesText, table } from '../output/table';
import { withSidecar } from '../sidecar';

export function modelsCommand(host: Host): Command {
  return new Command('models')
    .description('list the models for completion, and which of them are installed')
    .addOption(jsonOption())
    .action(async (options: { json?: true }) => {
      const models = await withSidecar(host, false, ({ connection }) =>
        connection.sendRequest(ModelsRequest, null),
      );
      if (options.json) return printJson(host, { models });
      const rows = models.map((model) => [
        model.id,
        model.installed ? 'installed' : '',
        model.quantisation,
        model.fileBytes > 0 ? bytesText(model.fileBytes) : '',
        model.licence,
        model.fim.family,
      ]);
      await host.out(table([['id', '', 'weights', 'size', 'licence', 'fill-in-the-middle'], ...rows], [3]));
    });
}
