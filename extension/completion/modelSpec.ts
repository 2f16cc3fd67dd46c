import type { ModelSpec } from '../../sidecar/protocol';
import { getSetting } from '../config/configuration';

/** Taken when no model is set: the one that `npm run model` fetches. */
export const DEFAULT_MODEL = 'smollm2-135m-instruct-q4_1';

/** What the settings ask for. All of them are machine-scoped: a workspace can't choose a file or a device. */
export function modelSpec(): ModelSpec {
  const layers = getSetting('model.gpuLayers');
  return {
    model: getSetting('model.path').trim() || DEFAULT_MODEL,
    gpu: getSetting('model.gpu'),
    contextSize: getSetting('model.contextSize'),
    gpuLayers: layers < 0 ? 'auto' : layers,
    threads: getSetting('model.threads'),
  };
}
