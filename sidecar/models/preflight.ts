import { SidecarError } from '../errors';
import { SidecarErrorCode } from '../protocol';
import type { GgufHeader } from './ggufHeader';

/** What of a model decides how much memory it takes: known of a registry's model before its file is there. */
export type MemoryShape = Pick<
  GgufHeader,
  'fileBytes' | 'layers' | 'embeddingLength' | 'kvHeads' | 'keyLength' | 'valueLength'
>;

/** Free memory in bytes. */
export interface FreeMemory {
  readonly ram: number;
  readonly vram: number;
}
export interface MemoryPlan extends FreeMemory {
  readonly contextSize: number;
  /** Layers asked for on the GPU. */
  readonly gpuLayers: number | 'auto';
}

/** Bytes of a key or value in the cache (16-bit floats). */
const CACHE_VALUE_BYTES = 2;
/** Rows of logits and activations that a batch holds, in 4-byte floats. */
const BATCH_ROWS = 512;
/** What the process and the backend take beside the model. */
const OVERHEAD = 64 << 20;

/** Bytes that running a model with this context takes: weights, the cache of keys and values, and work space. */
export function memoryNeed(model: MemoryShape, contextSize: number): number {
  const perToken = model.layers * model.kvHeads * (model.keyLength + model.valueLength);
  const cache = perToken * contextSize * CACHE_VALUE_BYTES;
  const work = BATCH_ROWS * model.embeddingLength * 4 * 8;
  return model.fileBytes + cache + work + OVERHEAD;
}

/** Throws when a model can't fit: weights go to the GPU as far as it has room, the rest to main memory. */
export function checkMemory(header: GgufHeader, plan: MemoryPlan): void {
  const need = memoryNeed(header, plan.contextSize);
  const share = gpuShare(header, plan.gpuLayers);
  const onGpu = Math.min(plan.vram, need * share);
  const wantsGpuOnly = plan.gpuLayers !== 'auto' && plan.vram > 0 && need * share > plan.vram;
  if (wantsGpuOnly) throw insufficient('GPU memory', need * share, plan.vram, 'put fewer layers on the GPU');
  if (need - onGpu > plan.ram) {
    throw insufficient('memory', need, plan.ram + onGpu, 'close other programs');
  }
}

function gpuShare(header: GgufHeader, gpuLayers: number | 'auto'): number {
  if (gpuLayers === 'auto') return 1;
  return Math.min(1, gpuLayers / Math.max(1, header.layers + 1));
}

function insufficient(what: string, need: number, free: number, remedy: string): SidecarError {
  return new SidecarError(
    SidecarErrorCode.insufficientMemory,
    `The model needs ${gigabytes(need)} of ${what}, ${gigabytes(free)} are free: choose a smaller model or a shorter context, or ${remedy}.`,
  );
}

/** Decimal gigabytes, as file sizes are shown; small amounts in megabytes. */
export function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
