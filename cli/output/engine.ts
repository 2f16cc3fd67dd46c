import type { LoadedModel } from '../../sidecar/protocol';

/** What the JSON documents say of who did the work. @param engine the sidecar's; a server's address takes its place */
export function engineDocument(engine: string, model: LoadedModel) {
  const { name, path, endpoint, backend, device, contextSize } = model;
  return { name: endpoint ?? engine, model: name, path, backend, device, contextSize };
}
