import os from 'node:os';
import { openBackend, type NativeLog } from '../engine/llama/backend';
import type { GpuChoice, LoadedModel, Machine } from '../protocol';
import { freeRam } from './freeMemory';
import { readGgufHeader } from './ggufHeader';
import { memoryNeed } from './preflight';

/**
 * What is free on this machine. What our own loaded models hold on the GPU counts as free: another model would
 * take their place.
 */
export async function measureMachine(
  gpu: GpuChoice,
  loaded: readonly LoadedModel[],
  log: NativeLog,
): Promise<Machine> {
  const { llama, backend, device } = await openBackend(gpu, log);
  const cores = os.availableParallelism();
  const ram = freeRam();
  if (backend === 'CPU') return { ram, vram: 0, cores };
  const { free, total } = await llama.getVramState();
  const held = loaded.reduce((sum, model) => sum + heldOnGpu(model), 0);
  return { ram, vram: Math.min(free + held, total), cores, ...(device !== undefined && { device }) };
}

function heldOnGpu({ path, contextSize, gpuLayers, totalLayers }: LoadedModel): number {
  if (gpuLayers === 0) return 0;
  try {
    return (memoryNeed(readGgufHeader(path), contextSize) * gpuLayers) / totalLayers;
  } catch {
    // Its file went while it was loaded.
    return 0;
  }
}
