import { DEFAULT_MODEL, type EndpointKind, type EndpointSpec, type ModelSpec } from '../../sidecar/protocol';
import { getSetting } from '../config/configuration';
import { networkSettings } from '../models/network';

/** What the settings ask for. All of them are machine-scoped: a workspace can't choose a file or a device. */
export function modelSpec(): ModelSpec {
  const layers = getSetting('model.gpuLayers');
  const endpoint = endpointSpec();
  return {
    model: getSetting('model.path').trim() || DEFAULT_MODEL,
    gpu: getSetting('model.gpu'),
    contextSize: getSetting('model.contextSize'),
    gpuLayers: layers < 0 ? 'auto' : layers,
    threads: getSetting('model.threads'),
    draftModel: getSetting('model.draft').trim(),
    ...(endpoint && { endpoint }),
  };
}

/** The server that completions come from, without its key; undefined when none is chosen. */
export function endpointSpec(): EndpointSpec | undefined {
  const kind = getSetting('model.server');
  return kind === 'none' ? undefined : serverSpec(kind);
}

/** The server that the settings describe, whether it is in use or not, or one at another address; without its key. */
export function serverSpec(kind: EndpointKind, url = getSetting('model.serverUrl').trim()): EndpointSpec {
  return {
    kind,
    url,
    model: getSetting('model.serverModel').trim(),
    fim: getSetting('model.serverFim'),
    // What is said of downloads does not concern a server that the user chose.
    network: { ...networkSettings(), offline: false },
  };
}

/** Why what only a model of this machine can do is not to be had; undefined where one runs. */
export function onServer(): string | undefined {
  return getSetting('model.server') === 'none'
    ? undefined
    : 'The model runs on a server, which completes and nothing more: set tokoscope.model.server to none for this.';
}

/** The larger model for where that one is not sure; undefined when none is chosen. */
export function largerModelSpec(): ModelSpec | undefined {
  const model = getSetting('model.larger').trim();
  const spec = modelSpec();
  // A server's model is as large as it is.
  return model === '' || spec.endpoint ? undefined : { ...spec, model, draftModel: '' };
}
