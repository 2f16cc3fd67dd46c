import { existsSync, readdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { startSidecar, type Sidecar } from '../../../../sidecar/connect';
import {
  CompleteRequest,
  type CompleteParams,
  type CompleteResult,
  type ModelSpec,
} from '../../../../sidecar/protocol';
import { bundleSidecar } from '../../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../../lib/gguf/tinyModel.mjs';

/** Starts the real process. */
export async function open(env: Record<string, string> = {}): Promise<Sidecar> {
  return startSidecar({ scriptPath: await bundleSidecar(), env, logLevel: 'error' });
}

/** Starts the real process; it ends with the test. */
export async function start(env: Record<string, string> = {}): Promise<Sidecar> {
  const sidecar = await open(env);
  onTestFinished(() => sidecar.dispose());
  return sidecar;
}

export function specOf(model: string, changes: Partial<ModelSpec> = {}): ModelSpec {
  return { model, gpu: 'cpu', contextSize: 2048, gpuLayers: 'auto', threads: 1, ...changes };
}

export function paramsOf(changes: Partial<CompleteParams> = {}): CompleteParams {
  return {
    spec: specOf(tinyModel()),
    documentId: 'file:///a.py',
    prefix: 'def parse_header(stream):\n    fields = ',
    suffix: '\n    return fields\n',
    prefixComplete: true,
    suffixComplete: true,
    languageId: 'python',
    path: 'a.py',
    mode: 'block',
    maxTokens: 12,
    maxPromptTokens: 0,
    timeBudgetMs: 0,
    temperature: 0,
    seed: 1,
    boundary: 'exact',
    ...changes,
  };
}

export function complete(sidecar: Sidecar, changes: Partial<CompleteParams> = {}): Promise<CompleteResult> {
  return sidecar.connection.sendRequest(CompleteRequest, paramsOf(changes));
}

/** Why Vulkan can't be tried here, or undefined when a driver is installed. */
export function noVulkan(): string | undefined {
  const folders = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d'];
  const found = folders.some((folder) => existsSync(folder) && readdirSync(folder).length > 0);
  return found ? undefined : 'no Vulkan driver is installed; apt-get install mesa-vulkan-drivers libvulkan1';
}
