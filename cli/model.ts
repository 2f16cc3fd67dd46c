import { existsSync } from 'node:fs';
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { ModelsRequest, type EndpointSpec, type GpuChoice, type ModelSpec } from '../sidecar/protocol';
import type { Connected } from './sidecar';

/** What the options of a command that runs a model say of it. */
export interface ModelOptions {
  readonly model?: string;
  readonly gpu: GpuChoice;
  readonly draftModel?: string;
  readonly largerModel?: string;
  readonly server?: Pick<EndpointSpec, 'kind' | 'url'>;
  readonly serverModel?: string;
  readonly serverFim?: string;
}

export const modelOption = (): Option =>
  new Option('-m, --model <path|id>', 'GGUF file, or an id that `models` lists (default: the first of them)');

export const draftModelOption = (): Option =>
  new Option('--draft-model <path|id>', 'smaller model with the same vocabulary that guesses ahead');

export const largerModelOption = (): Option =>
  new Option('--larger-model <path|id>', 'larger model that answers where the model is not sure');

/** Of a server that the model runs on; its key comes from the environment, where no list of processes shows it. */
export const serverOptions = (): readonly Option[] => [
  new Option(
    '--server <kind=url>',
    'ask this server: llama-server, openai or ollama, and its address (key: TOKOSCOPE_SERVER_KEY)',
  ).argParser(serverOf),
  new Option('--server-model <name>', "the model's name on the server"),
  new Option('--server-fim <how>', 'suffix, none, or the family whose markers its model knows'),
];

function serverOf(text: string): Pick<EndpointSpec, 'kind' | 'url'> {
  const [name, ...rest] = text.split('=');
  const kind = (['llama-server', 'openai', 'ollama'] as const).find((one) => one === name);
  if (kind === undefined || rest.length === 0) {
    throw new InvalidArgumentError('It must be llama-server=URL, openai=URL or ollama=URL.');
  }
  return { kind, url: rest.join('=') };
}

export const gpuOption = (): Option =>
  new Option('--gpu <choice>', 'where to run')
    .choices(['auto', 'cuda', 'vulkan', 'metal', 'cpu'])
    .default('auto');

/** @param contextSize in tokens; 0 lets the sidecar choose */
export async function modelSpec(
  { connection }: Connected,
  { model, gpu, draftModel, server, serverModel = '', serverFim = '' }: ModelOptions,
  contextSize = 0,
): Promise<ModelSpec> {
  if (server) {
    const apiKey = process.env['TOKOSCOPE_SERVER_KEY'] ?? '';
    const endpoint = { ...server, model: serverModel, fim: serverFim, apiKey };
    return { model: '', gpu, contextSize, gpuLayers: 'auto', threads: 0, endpoint };
  }
  const chosen = model === undefined ? await defaultModel(connection) : fileOrId(model);
  const draft = draftModel === undefined ? {} : { draftModel: fileOrId(draftModel) };
  return { model: chosen, gpu, contextSize, gpuLayers: 'auto', threads: 0, ...draft };
}

/** The larger model, to be run in the same way; undefined where none is named. */
export function largerModelSpec({ gpu, largerModel, server }: ModelOptions): ModelSpec | undefined {
  if (largerModel === undefined || server) return undefined;
  return { model: fileOrId(largerModel), gpu, contextSize: 0, gpuLayers: 'auto', threads: 0 };
}

async function defaultModel(connection: Connected['connection']): Promise<string> {
  const models = await connection.sendRequest(ModelsRequest, null);
  return models[0]!.id;
}

/** The sidecar takes absolute paths: it does not share our folder. */
function fileOrId(model: string): string {
  const isFile = /[\\/]|\.gguf$/i.test(model) || existsSync(model);
  return isFile ? path.resolve(model) : model;
}
