import { Command } from 'commander';
import { ModelsRequest, RecommendRequest, type GpuChoice } from '../../sidecar/protocol';
import type { Host } from '../host';
import { gpuOption } from '../model';
import { getModelCommand } from '../models/get';
import { machineText, modelRows } from '../models/tables';
import { jsonOption } from '../options';
import { printJson } from '../output/json';
import { table } from '../output/table';
import { withSidecar } from '../sidecar';

interface Options {
  readonly json?: true;
  readonly gpu: GpuChoice;
}

export function modelsCommand(host: Host): Command {
  return new Command('models')
    .description(
      'list the models for completion: which are installed, what they need, and which to take here',
    )
    .addOption(gpuOption())
    .addOption(jsonOption())
    .action((options: Options) => listModels(options, host))
    .addCommand(getModelCommand(host));
}

/** Measured now, so a model that runs elsewhere on this machine leaves less to recommend. */
async function listModels({ json, gpu }: Options, host: Host): Promise<void> {
  const { models, advice } = await withSidecar(host, false, async ({ connection }) => ({
    models: await connection.sendRequest(ModelsRequest, null),
    advice: await connection.sendRequest(RecommendRequest, { gpu, contextSize: 0 }),
  }));
  if (json) return printJson(host, { models, machine: advice.machine, recommendations: advice.models });
  await host.out(table(modelRows(models, advice), [3, 4]));
  await host.out(`\n${machineText(advice.machine)}\n`);
}
