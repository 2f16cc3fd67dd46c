import { DEFAULT_MODEL, type ModelSpec } from '../../sidecar/protocol';
import { getSetting } from '../config/configuration';

/** What the settings ask for. All of them are machine-scoped: a workspace can't choose a file or a device. */
export function modelSpec(): ModelSpec {
  const layers = getSetting('model.gpuLayers');
  return {
    model: getSetting('model.path').trim() || DEFAULT_MODEL,
    gpu: getSetting('model.gpu'),
    contextSize: getSetting('model.contextSize'),
    gpuLayers: layers < 0 ? 'auto' : layers,
    threads: getSetting('model.threads'),
    draftModel: getSetting('model.draft').trim(),
  };
}

/** The larger model for where that one is not sure; undefined when none is chosen. */
export function largerModelSpec(): ModelSpec | undefined {
  const model = getSetting('model.larger').trim();
  return model === '' ? undefined : { ...modelSpec(), model, draftModel: '' };
}
