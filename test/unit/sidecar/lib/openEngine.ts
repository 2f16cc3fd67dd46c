import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, vi } from 'vitest';
import type { ModelSpec } from '../../../../sidecar/protocol';
import { loadLlama, type LoadedEngine, type LoadRequest } from '../../../../sidecar/engine/llama/load';
import type { Binding } from '../../../../sidecar/engine/llama/binding';
import { modelsFolder } from '../../../../node/cacheFolder';

export const cpu: Omit<ModelSpec, 'model'> = {
  gpu: 'cpu',
  contextSize: 2048,
  gpuLayers: 'auto',
  threads: 1,
};

/** Loads a model in this process; it is freed when the test file ends. */
export async function openEngine(
  file: string,
  options: Partial<LoadRequest> = {},
  binding?: Binding,
): Promise<LoadedEngine> {
  if (binding) vi.stubEnv('TOKOSCOPE_BINDING', binding);
  const loaded = await loadLlama({
    path: file,
    spec: cpu,
    trainedContextSize: 8192,
    log: () => undefined,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    preflight: () => undefined,
    ...options,
  }).finally(() => (binding ? vi.unstubAllEnvs() : undefined));
  afterAll(() => loaded.engine.dispose());
  return loaded;
}

export const realModel = path.join(modelsFolder(), 'SmolLM2-135M-Instruct.Q4_1.gguf');
/** Its id in the registry. */
export const realModelId = 'smollm2-135m-instruct-q4_1';
export const hasRealModel = existsSync(realModel);
/** Name for a test that needs the real model, with the reason when it is skipped. */
export const needsRealModel = (name: string): string =>
  hasRealModel ? name : `${name} (skipped: ${realModel} is missing; npm run model fetches it)`;

export const never = new AbortController().signal;
