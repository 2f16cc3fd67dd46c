import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { ModelsRequest, type GpuChoice, type ModelSpec } from '../sidecar/protocol';
import type { Connected } from './sidecar';

/** What the options of a command that runs a model say of it. */
export interface ModelOptions {
  readonly model?: string;
  readonly gpu: GpuChoice;
  readonly draftModel?: string;
  readonly largerModel?: string;
}

export const modelOption = (): Option =>
  new Option('-m, --model <path|id>', 'GGUF file, or an id that `models` lists (default: the first of them)');

export const draftModelOption = (): Option =>
  new Option('--draft-model <path|id>', 'smaller model with the same vocabulary that guesses ahead');

export const largerModelOption = (): Option =>
  new Option('--larger-model <path|id>', 'larger model that answers where the model is not sure');

export const gpuOption = (): Option =>
  new Option('--gpu <choice>', 'where to run')
    .choices(['auto', 'cuda', 'vulkan', 'metal', 'cpu'])
    .default('auto');

/** @param contextSize in tokens; 0 lets the sidecar choose */
export async function modelSpec(
  { connection }: Connected,
  { model, gpu, draftModel }: ModelOptions,
  contextSize = 0,
): Promise<ModelSpec> {
  const chosen = model === undefined ? await defaultModel(connection) : fileOrId(model);
  const draft = draftModel === undefined ? {} : { draftModel: fileOrId(draftModel) };
  return { model: chosen, gpu, contextSize, gpuLayers: 'auto', threads: 0, ...draft };
}

/** The larger model, to be run in the same way; undefined where none is named. */
export function largerModelSpec({ gpu, largerModel }: ModelOptions): ModelSpec | undefined {
  if (largerModel === undefined) return undefined;
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
