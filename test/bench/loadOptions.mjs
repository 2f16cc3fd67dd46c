/** What `loadLlama` of the sidecar takes to load a model for a bench: on the CPU, without a word. */
export function loadOptions(file, { threads = 0, gpu = 'cpu', contextSize = 2048 } = {}) {
  return {
    path: file,
    spec: { gpu, contextSize, gpuLayers: 'auto', threads },
    trainedContextSize: 0,
    log: () => {},
    signal: new AbortController().signal,
    onProgress: () => {},
    preflight: () => {},
  };
}
