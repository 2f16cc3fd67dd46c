import type { LoadRequest } from '../../sidecar/engine/llama/loadRequest';
import type { GpuChoice } from '../../sidecar/protocol';

export declare function loadOptions(
  file: string,
  options?: { readonly threads?: number; readonly gpu?: GpuChoice; readonly contextSize?: number },
): LoadRequest;
